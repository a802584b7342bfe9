package exoroute.router.codec;

import exoroute.cbor.CborReader;
import exoroute.cbor.CborWriter;
import exoroute.router.core.CoreSnapshot;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A snapshot as a log record: the array of format version, log position it covers, SHA-256 and length of the plain
 * encoding, and the plain encoding deflated (RFC 1950). Two snapshots are equal when their digests are; the deflated
 * bytes may differ between platforms.
 *
 * @param position log position of the last event in it
 * @param digest SHA-256 of the plain encoding, 32 bytes
 * @param payload the record's payload
 */
public record SnapshotRecord(long position, byte[] digest, byte[] payload) {
    /** Kind of a snapshot. */
    public static final String KIND = "snapshot";

    /** A plain encoding beyond this cannot have been written by us. */
    private static final long MAX_PLAIN = 1L << 30;

    /** Encodes a snapshot; takes milliseconds for thousands of orders, and any thread may do it. */
    public static SnapshotRecord of(CoreSnapshot snapshot) {
        byte[] plain = LogFormat.encode(snapshot);
        byte[] digest = sha256(plain);
        byte[] packed = deflate(plain);
        CborWriter out = new CborWriter(packed.length + 64);
        out.array(5).integer(LogFormat.VERSION).integer(snapshot.position()).bytes(digest).integer(plain.length).bytes(packed);
        return new SnapshotRecord(snapshot.position(), digest, out.toByteArray());
    }

    /**
     * Reads position and digest.
     *
     * @throws IllegalArgumentException when the payload is no snapshot of this format
     */
    public static SnapshotRecord read(byte[] payload) {
        CborReader in = new CborReader(payload);
        int items = in.array();
        long version = in.integer();
        if (items != 5 || version != LogFormat.VERSION) {
            throw new IllegalArgumentException("snapshot format version " + version + ", this router reads version "
                    + LogFormat.VERSION);
        }
        return new SnapshotRecord(in.integer(), in.bytes(), payload);
    }

    /**
     * The snapshot itself.
     *
     * @throws IllegalArgumentException when it does not inflate to what its digest says, or cannot be read
     */
    public CoreSnapshot snapshot() {
        return LogFormat.decodeSnapshot(plain());
    }

    /**
     * Checks that the whole payload is there and is what its digest says.
     *
     * @throws IllegalArgumentException when it is not
     */
    public void verify() {
        plain();
    }

    private byte[] plain() {
        CborReader in = new CborReader(payload);
        in.array();
        in.integer();
        in.integer();
        in.bytes();
        long length = in.integer();
        byte[] packed = in.bytes();
        in.end();
        byte[] plain = inflate(packed, length);
        if (!Arrays.equals(digest, sha256(plain))) {
            throw new IllegalArgumentException("snapshot of position " + position + " does not hash to its digest");
        }
        return plain;
    }

    /** SHA-256 of a snapshot's plain encoding: two states are equal when these are. */
    public static byte[] digest(CoreSnapshot snapshot) {
        return sha256(LogFormat.encode(snapshot));
    }

    private static byte[] deflate(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3 + 64);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] packed, long length) {
        if (length < 0 || length > MAX_PLAIN) {
            throw new IllegalArgumentException("snapshot of " + length + " bytes is impossible");
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[(int) length];
            int at = 0;
            while (at < plain.length && !inflater.finished()) {
                int count = inflater.inflate(plain, at, plain.length - at);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                at += count;
            }
            if (at != plain.length) {
                throw new IllegalArgumentException("snapshot inflates to " + at + " bytes, not " + length);
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("snapshot cannot be inflated: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
