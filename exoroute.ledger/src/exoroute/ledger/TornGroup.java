package exoroute.ledger;

import exoroute.ledger.Frame.GroupHeader;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Tells a group whose writing a crash interrupted from one that was damaged later. Storage writes whole sectors in any
 * order, so of an unforced group any subset of sectors may be there; the others read as zeros. No group that was
 * completely written has such a sector (payloads with so many zeros lie in {@code objects/}), except in the reserve.
 */
final class TornGroup {
    private TornGroup() {}

    /**
     * Whether the last group of a file was never completely written.
     *
     * @param size bytes of the file
     * @param offset where the group starts
     * @param end where it ends, {@code size} when that is not known
     * @param from start of what does not verify
     * @param to its end
     * @param first position of the group's first record; nothing after it may be committed
     */
    static boolean isTorn(LogFiles.Handle in, long size, long offset, long end, long from, long to, long first) throws IOException {
        return Bytes.touchesUnwritten(in, offset, end, from, to)
                && (end < size ? Bytes.isZero(in, end, size) : !isFollowed(in, size, offset, first));
    }

    /** Whether a group of later records starts somewhere behind an offset. */
    private static boolean isFollowed(LogFiles.Handle in, long size, long offset, long first) throws IOException {
        int chunk = 1 << 16;
        for (long at = offset + 1; at <= size - Frame.GROUP_HEADER; at += chunk) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(chunk + Frame.GROUP_HEADER - 1, size - at));
            in.read(at, bytes);
            for (int i = 0; i <= bytes.capacity() - Frame.GROUP_HEADER; i++) {
                int magic = bytes.getInt(i);
                if (magic == Frame.GROUP_MAGIC || magic == Frame.SNAPSHOT_MAGIC) {
                    byte[] frame = new byte[Frame.GROUP_HEADER];
                    bytes.get(i, frame);
                    GroupHeader header = Frame.groupHeader(frame);
                    if (header != null && header.first() > first) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
