package exoroute.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Looking for zeros: what a file system allotted and nobody wrote. */
final class Bytes {
    /** The unit that storage writes as a whole. */
    static final int SECTOR = 512;

    private static final int CHUNK = 1 << 16;

    private Bytes() {}

    static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a file holds only zeros between two offsets. */
    static boolean isZero(LogFiles.Handle in, long from, long to) throws IOException {
        for (long at = from; at < to; at += CHUNK) {
            ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, to - at));
            in.read(at, chunk);
            if (!isZero(chunk.array(), 0, chunk.capacity())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a range has a part in a sector that was never written, looking only at bytes between {@code from} and
     * {@code to} (where what is unwritten reads as zeros).
     */
    static boolean touchesUnwritten(LogFiles.Handle in, long from, long to, long rangeFrom, long rangeTo) throws IOException {
        for (long sector = rangeFrom / SECTOR; sector * SECTOR < Math.min(rangeTo, to); sector++) {
            if (isZero(in, Math.max(from, sector * SECTOR), Math.min(to, (sector + 1) * SECTOR))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a payload could be taken for a sector that was never written. */
    static boolean hasZeroRun(byte[] payload) {
        int run = 0;
        for (int i = 0; i < payload.length && run + payload.length - i >= SECTOR; i++) {
            run = payload[i] == 0 ? run + 1 : 0;
            if (run == SECTOR) {
                return true;
            }
        }
        return false;
    }
}
