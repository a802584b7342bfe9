package exoroute.ledger;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/** SHA-256 and CRC-32C as the log uses them. */
final class Digests {
    static final int HASH = 32;

    private Digests() {}

    static byte[] sha256(byte[] data) {
        return newSha().digest(data);
    }

    /** Leaf hash of a Merkle tree: SHA-256(0x00 || leaf) (RFC 6962 section 2.1). */
    static byte[] leafHash(byte[] leaf) {
        MessageDigest sha = newSha();
        sha.update((byte) 0);
        return sha.digest(leaf);
    }

    static int crc(byte[] data) {
        return crc(ByteBuffer.wrap(data));
    }

    /** CRC-32C (Castagnoli) of the buffer's remaining bytes; consumes them. */
    static int crc(ByteBuffer data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return (int) crc.getValue();
    }

    static MessageDigest newSha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
