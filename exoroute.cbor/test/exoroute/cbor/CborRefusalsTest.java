package exoroute.cbor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not be read or written, and where the error points. */
class CborRefusalsTest {

    @ParameterizedTest
    @CsvSource({
        "1800, 0", "1817, 0", "1900ff, 0", "1a0000ffff, 0", "1b00000000ffffffff, 0", // longer than needed
        "1c, 0", "3d, 0", "5e, 0", "ff, 0", "f7, 0", "e0, 0", "f820, 0", // reserved, break, other simple values
        "c240, 0", "c24101, 0", "c248ffffffffffffffff, 0", "c249000000000000000001, 0", "c201, 1", // bignums
        "f97e01, 0", "f9fe00, 0", "fb7ff8000000000000, 0", "fb0000000000000000, 0", // floats
        "a2010002, 0", "a202000100, 3", "a201000100, 3", "a2616200616100, 4", "a1, 0", // maps
        "9b7fffffffffffffff, 0", "bbffffffffffffffff, 0", "5b7fffffffffffffff, 0", "9a7fffffff00, 0", // hostile lengths
        "820102ff, 3", "0000, 1", "62c328, 0", "63eda080, 0", "8161ff, 1" // trailing bytes, UTF-8
    })
    void refused_at(String hex, int position) {
        CborException e = assertThrows(CborException.class, () -> CborTree.read(HexFormat.of().parseHex(hex)));
        assertEquals(position, e.position(), e.getMessage());
    }

    @Test
    void nesting_is_bounded_when_reading_and_writing() {
        byte[] deep = new byte[1000];
        java.util.Arrays.fill(deep, (byte) 0x81);
        assertEquals(64, assertThrows(CborException.class, () -> CborTree.read(deep)).position());
        CborWriter writer = new CborWriter();
        for (int i = 0; i < 64; i++) {
            writer.array(1);
        }
        assertThrows(CborException.class, () -> writer.array(1));
    }

    @Test
    void the_writer_refuses_unordered_duplicate_missing_and_surplus_items() {
        assertThrows(CborException.class, () -> new CborWriter().map(2).text("b").integer(1).text("a"));
        assertThrows(CborException.class, () -> new CborWriter().map(2).text("a").integer(1).text("a"));
        assertThrows(CborException.class, () -> new CborWriter().map(2).text("a").integer(1).toByteArray());
        assertThrows(CborException.class, () -> new CborWriter().integer(1).integer(2));
        assertThrows(CborException.class, () -> new CborWriter().text("\ud800"));
    }

    @Test
    void keys_are_ordered_by_their_encodings_not_by_their_values() {
        byte[] bytes = new CborWriter().map(3).integer(100).nil().integer(-1).nil().text("").nil().toByteArray();
        assertEquals("{100: null, -1: null, \"\": null}", CborTree.diagnose(CborTree.read(bytes)));
    }

    @Test
    void the_reader_says_what_it_expected() {
        CborReader reader = new CborReader(new CborWriter().text("x").toByteArray());
        assertEquals("CBOR byte 0: expected INTEGER, found TEXT", assertThrows(CborException.class, reader::integer).getMessage());
        CborReader big = new CborReader(new CborWriter().integer(BigInteger.ONE.shiftLeft(63)).toByteArray());
        assertThrows(CborException.class, big::integer);
    }

    @Test
    void the_extremes_of_a_long_are_integers() {
        for (long value : new long[] {Long.MIN_VALUE, -1, 0, 23, 24, 255, 256, 65535, 65536, 1L << 32, Long.MAX_VALUE}) {
            byte[] bytes = new CborWriter().integer(value).toByteArray();
            assertEquals(value, new CborReader(bytes).integer());
            assertArrayEquals(bytes, new CborWriter().integer(BigInteger.valueOf(value)).toByteArray());
        }
    }
}
