package exoroute.ledger;

import exoroute.cbor.CborException;
import exoroute.cbor.CborReader;
import exoroute.cbor.CborWriter;

/**
 * The part of a record that is chained and hashed: a deterministic CBOR map (RFC 8949 section 4.2.1) with the integer
 * keys 1 to 10 in the order of the components; key 1 is the leaf version.
 *
 * @param position 1, 2, 3 ...
 * @param kind what the payload is
 * @param logTime nanoseconds UTC, never decreasing
 * @param author who vouches for the record
 * @param producer who offered it
 * @param producerSequence the producer's own dense sequence
 * @param previous leaf hash of the record before, 32 bytes; all zero for the first
 * @param payloadHash SHA-256 of the payload, 32 bytes
 * @param payloadLength bytes
 */
record Leaf(
        long position,
        String kind,
        long logTime,
        String author,
        String producer,
        long producerSequence,
        byte[] previous,
        byte[] payloadHash,
        int payloadLength) {

    static final int VERSION = 1;
    private static final int KEYS = 10;

    byte[] encode() {
        CborWriter out = new CborWriter(192).map(KEYS);
        out.integer(1).integer(VERSION);
        out.integer(2).integer(position);
        out.integer(3).text(kind);
        out.integer(4).integer(logTime);
        out.integer(5).text(author);
        out.integer(6).text(producer);
        out.integer(7).integer(producerSequence);
        out.integer(8).bytes(previous);
        out.integer(9).bytes(payloadHash);
        out.integer(10).integer(payloadLength);
        return out.toByteArray();
    }

    /** @throws CborException when the bytes are not exactly a leaf of version 1 */
    static Leaf decode(byte[] bytes) {
        CborReader in = new CborReader(bytes);
        require(in, in.map() == KEYS, "a leaf has " + KEYS + " entries");
        require(in, key(in, 1).integer() == VERSION, "leaf version is not " + VERSION);
        Leaf leaf = new Leaf(
                key(in, 2).integer(),
                key(in, 3).text(),
                key(in, 4).integer(),
                key(in, 5).text(),
                key(in, 6).text(),
                key(in, 7).integer(),
                key(in, 8).bytes(),
                key(in, 9).bytes(),
                Math.toIntExact(key(in, 10).integer()));
        in.end();
        return leaf;
    }

    private static CborReader key(CborReader in, int key) {
        require(in, in.integer() == key, "leaf key " + key + " is missing");
        return in;
    }

    private static void require(CborReader in, boolean condition, String message) {
        if (!condition) {
            throw new CborException(in.position(), message);
        }
    }
}
