package exoroute.ledger;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The beginning of a segment: all that reading needs to start there. The fixed part and the whole each end with a
 * CRC-32C, so that the length is trusted before the table of producers is read.
 *
 * @param before what lies before the segment's first record: position, log time and leaf hash
 * @param snapshot whether the segment's first record is a snapshot
 * @param preallocated whether the file was the reserve: behind its groups it may hold zeros that were never written
 * @param producers each producer's last sequence before the segment, by name
 */
record SegmentHeader(LogHead before, boolean snapshot, boolean preallocated, SortedMap<String, Long> producers) {
    private static final long MAGIC = 0x45584f5345473032L; // "EXOSEG02"
    private static final long OLD_MAGIC = 0x45584f5345473031L; // "EXOSEG01"
    private static final int SNAPSHOT = 1;
    private static final int PREALLOCATED = 2;
    private static final int CRC = 4;
    static final int FIXED = 8 + 4 + 4 + 8 + 8 + Digests.HASH + 4 + CRC;

    long first() {
        return before.position() + 1;
    }

    int length() {
        return FIXED + producers.keySet().stream().mapToInt(name -> 1 + name.length() + 8).sum() + CRC;
    }

    /**
     * Magic, length of all of this, flags, first position, log time and leaf hash before it, number of producers, CRC;
     * then each producer's name length (1 byte), name and last sequence; CRC of everything before.
     */
    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(length());
        out.putLong(MAGIC).putInt(out.capacity()).putInt((snapshot ? SNAPSHOT : 0) | (preallocated ? PREALLOCATED : 0));
        out.putLong(first()).putLong(before.logTime()).put(before.leafHash()).putInt(producers.size());
        out.putInt(Digests.crc(out.duplicate().flip()));
        for (Map.Entry<String, Long> producer : producers.entrySet()) {
            byte[] name = producer.getKey().getBytes(StandardCharsets.US_ASCII);
            out.put((byte) name.length).put(name).putLong(producer.getValue());
        }
        return out.putInt(Digests.crc(out.duplicate().flip())).array();
    }

    /** The same with other flags; all else follows from the records before. */
    SegmentHeader with(boolean beginsWithSnapshot, boolean inReserve) {
        return new SegmentHeader(before, beginsWithSnapshot, inReserve, producers);
    }

    /**
     * Reads a header.
     *
     * @return null when the file ends before it does, or holds zeros only
     * @throws LogException CORRUPT when it does not verify, IO when another release wrote it
     */
    static SegmentHeader read(LogFiles.Handle in, Path file, long first) throws IOException {
        long size = in.size();
        byte[] fixed = bytes(in, (int) Math.min(FIXED, size));
        ByteBuffer fields = ByteBuffer.wrap(fixed);
        if (fixed.length >= 8 && fields.getLong(0) == OLD_MAGIC) {
            throw new LogException(Reason.IO, 0, "log file " + file + " has format EXOSEG01, this release reads EXOSEG02;"
                    + " read the folder with the release that wrote it, move it away, and start with an empty folder", null);
        }
        if (fixed.length < FIXED || Bytes.isZero(fixed, 0, FIXED) && Bytes.isZero(in, 0, size)) {
            return null;
        }
        if (!Frame.sealHolds(fixed) || fields.getLong(0) != MAGIC) {
            throw LogErrors.corrupt(file, 0, first, "the segment header does not match its checksum");
        }
        int length = fields.getInt(8);
        if (length > size) {
            return null;
        }
        byte[] all = bytes(in, length);
        if (!Frame.sealHolds(all)) {
            throw LogErrors.corrupt(file, 0, first, "the segment header's table of producers does not match its checksum");
        }
        SegmentHeader header = decode(ByteBuffer.wrap(all));
        if (header.first() != first) {
            throw LogErrors.corrupt(file, 0, first, "the segment header says first position " + header.first());
        }
        return header;
    }

    private static SegmentHeader decode(ByteBuffer in) {
        int flags = in.position(12).getInt();
        long position = in.getLong() - 1;
        long time = in.getLong();
        byte[] hash = new byte[Digests.HASH];
        in.get(hash);
        int count = in.getInt();
        in.getInt();
        SortedMap<String, Long> producers = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            byte[] name = new byte[in.get()];
            in.get(name);
            producers.put(new String(name, StandardCharsets.US_ASCII), in.getLong());
        }
        return new SegmentHeader(new LogHead(position, time, hash), (flags & SNAPSHOT) != 0, (flags & PREALLOCATED) != 0, producers);
    }

    private static byte[] bytes(LogFiles.Handle in, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        in.read(0, buffer);
        return buffer.array();
    }
}
