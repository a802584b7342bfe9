package exoroute.cbor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 8949 appendix A and the rejects of section 4.2.1, see test-data/SOURCE.md. */
class VectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    static Stream<JsonNode> appendixA() throws Exception {
        return entries("appendix_a.json");
    }

    static Stream<JsonNode> rejects() throws Exception {
        return entries("non_deterministic_reject.json");
    }

    private static Stream<JsonNode> entries(String file) throws Exception {
        return StreamSupport.stream(JSON.readTree(Path.of("test-data", file).toFile()).spliterator(), false);
    }

    private static byte[] hex(JsonNode entry) {
        return HexFormat.of().parseHex(entry.get("hex").asText());
    }

    /** Simple values other than false, true and null are outside our profile. */
    private static boolean inScope(byte[] bytes) {
        int first = bytes[0] & 0xff;
        return !(first >= 0xe0 && first <= 0xf3 || first == 0xf7 || first == 0xf8);
    }

    @ParameterizedTest
    @MethodSource("appendixA")
    void appendix_a_round_trips_or_is_refused(JsonNode entry) {
        byte[] bytes = hex(entry);
        if (entry.get("roundtrip").asBoolean() && inScope(bytes)) {
            Object tree = CborTree.read(bytes);
            assertArrayEquals(bytes, CborTree.write(tree));
            if (entry.has("decoded")) {
                assertSame(entry.get("decoded"), tree);
            }
        } else {
            assertThrows(CborException.class, () -> CborTree.read(bytes));
        }
    }

    @ParameterizedTest
    @MethodSource("rejects")
    void what_is_not_deterministic_is_refused_and_the_control_accepted(JsonNode entry) {
        if (entry.get("deterministic_valid").asBoolean()) {
            assertArrayEquals(hex(entry), CborTree.write(CborTree.read(hex(entry))));
        } else {
            assertThrows(CborException.class, () -> CborTree.read(hex(entry)), entry.get("desc").asText());
        }
    }

    @Test
    void both_files_hold_what_the_source_says() throws Exception {
        assertTrue(appendixA().filter(e -> e.get("roundtrip").asBoolean() && inScope(hex(e))).count() >= 15);
        assertEquals(1, rejects().filter(e -> e.get("deterministic_valid").asBoolean()).count());
    }

    private static void assertSame(JsonNode expected, Object found) {
        if (expected.isIntegralNumber()) {
            assertEquals(expected.bigIntegerValue(), found instanceof Double d ? BigInteger.valueOf(d.longValue()) : new BigInteger(found.toString()));
        } else if (expected.isNumber()) {
            assertEquals(expected.doubleValue(), (Double) found);
        } else if (expected.isTextual()) {
            assertEquals(expected.textValue(), found);
        } else if (expected.isArray()) {
            List<?> list = (List<?>) found;
            assertEquals(expected.size(), list.size());
            for (int i = 0; i < list.size(); i++) {
                assertSame(expected.get(i), list.get(i));
            }
        } else if (expected.isObject()) {
            Map<?, ?> map = (Map<?, ?>) found;
            assertEquals(expected.size(), map.size());
            expected.properties().forEach(e -> assertSame(e.getValue(), map.get(e.getKey())));
        } else {
            assertEquals(expected.isNull() ? null : (Object) expected.booleanValue(), found);
        }
    }
}
