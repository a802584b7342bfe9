package exoroute.cbor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random trees, truncations, random bytes: one value, one encoding. */
class CborPropertiesTest {
    private final SplittableRandom random = new SplittableRandom(8949);

    @Test
    void a_random_tree_comes_back_and_re_encodes_to_the_same_bytes() {
        for (int i = 0; i < 5_000; i++) {
            Object tree = tree(4);
            byte[] bytes = CborTree.write(tree);
            Object back = CborTree.read(bytes);
            assertEquals(CborTree.diagnose(sorted(tree)), CborTree.diagnose(back));
            assertArrayEquals(bytes, CborTree.write(back));
        }
    }

    @Test
    void every_truncation_and_every_extension_is_refused() {
        for (int i = 0; i < 300; i++) {
            byte[] bytes = CborTree.write(tree(3));
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                CborException e = assertThrows(CborException.class, () -> CborTree.read(cut));
                assertTrue(e.position() <= length);
            }
            assertThrows(CborException.class, () -> CborTree.read(Arrays.copyOf(bytes, bytes.length + 1)));
        }
    }

    @Test
    void random_bytes_are_refused_or_are_the_one_encoding_of_what_they_say() {
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(12)];
            random.nextBytes(bytes);
            try {
                assertArrayEquals(bytes, CborTree.write(CborTree.read(bytes)));
                accepted++;
            } catch (CborException e) {
                assertTrue(e.position() >= 0 && e.position() <= bytes.length);
            }
        }
        assertTrue(accepted > 1_000);
    }

    @Test
    void every_half_float_survives_in_two_bytes() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            double value = Half.toDouble(bits);
            byte[] expected = {(byte) 0xf9, (byte) (bits >> 8), (byte) bits};
            if (!Double.isNaN(value)) {
                assertArrayEquals(expected, new CborWriter().floating(value).toByteArray());
            }
        }
    }

    private Object tree(int depth) {
        return switch (random.nextInt(depth == 0 ? 7 : 10)) {
            case 0 -> random.nextLong() >> random.nextInt(64);
            case 1 -> new BigInteger(random.nextInt(1, 120), new java.util.Random(random.nextLong())).negate();
            case 2 -> bytes();
            case 3 -> text();
            case 4 -> random.nextBoolean() ? (double) random.nextInt(100) / 4 : Double.longBitsToDouble(random.nextLong());
            case 5 -> random.nextBoolean();
            case 6 -> null;
            case 7 -> list(depth - 1);
            case 8 -> map(depth - 1);
            default -> new CborTree.Tagged(4 + random.nextInt(100_000), tree(depth - 1));
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.appendCodePoint(random.nextBoolean() ? random.nextInt(' ', 0x7f) : random.nextInt(0xe000, 0x110000));
        }
        return text.toString();
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            list.add(tree(depth));
        }
        return list;
    }

    private Map<Object, Object> map(int depth) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            map.put(key(), tree(depth));
        }
        return map;
    }

    private Object key() {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextLong() >> random.nextInt(64);
            case 1 -> text();
            default -> ByteBuffer.wrap(bytes());
        };
    }

    /** The same tree with its maps in the order of the encoded keys, and integers as the reader gives them. */
    private static Object sorted(Object tree) {
        if (tree instanceof List<?> list) {
            return list.stream().map(CborPropertiesTest::sorted).collect(ArrayList::new, ArrayList::add, ArrayList::addAll);
        }
        if (tree instanceof CborTree.Tagged tagged) {
            return new CborTree.Tagged(tagged.number(), sorted(tagged.value()));
        }
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> result = new LinkedHashMap<>();
            map.keySet().stream()
                    .sorted((a, b) -> Arrays.compareUnsigned(CborTree.write(a), CborTree.write(b)))
                    .forEach(key -> result.put(key, sorted(map.get(key))));
            return result;
        }
        return tree;
    }
}
