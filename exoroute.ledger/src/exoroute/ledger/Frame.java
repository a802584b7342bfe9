package exoroute.ledger;

import java.nio.ByteBuffer;

/**
 * The fixed frames of a group, big-endian; each ends with the CRC-32C of its own bytes before. Lengths can therefore be
 * trusted before what they measure is read: a file that ends before the announced end is a truncation.
 */
final class Frame {
    static final int GROUP_HEADER = 28;
    static final int RECORD_HEADER = 24;
    static final int COMMIT_MARK = 48;

    static final int GROUP_MAGIC = 0x47525031; // "GRP1"
    static final int SNAPSHOT_MAGIC = 0x534e5031; // "SNP1", a group whose one record is a snapshot
    static final int RECORD_MAGIC = 0x52454331; // "REC1"
    static final int COMMIT_MAGIC = 0x434d5431; // "CMT1"

    /** What a group header says. */
    record GroupHeader(boolean snapshot, int records, long first, long body) {
        /** Offset behind the commit mark of a group at an offset. */
        long end(long offset) {
            return offset + GROUP_HEADER + body + COMMIT_MARK;
        }
    }

    private Frame() {}

    /** Null when the bytes are no group header. */
    static GroupHeader groupHeader(byte[] frame) {
        ByteBuffer fields = ByteBuffer.wrap(frame);
        int magic = fields.getInt();
        if (magic != GROUP_MAGIC && magic != SNAPSHOT_MAGIC || !sealHolds(frame)) {
            return null;
        }
        return new GroupHeader(magic == SNAPSHOT_MAGIC, fields.getInt(), fields.getLong(), fields.getLong());
    }

    /** Magic, number of records, CRC of the body, hash of the last leaf, CRC. */
    static byte[] commitMark(int records, int bodyCrc, byte[] lastLeafHash) {
        ByteBuffer out = ByteBuffer.allocate(COMMIT_MARK);
        out.putInt(COMMIT_MAGIC).putInt(records).putInt(bodyCrc).put(lastLeafHash);
        return out.putInt(Digests.crc(out.duplicate().flip())).array();
    }

    /** Whether a frame's last four bytes are the CRC of those before. */
    static boolean sealHolds(byte[] frame) {
        ByteBuffer data = ByteBuffer.wrap(frame);
        return data.getInt(frame.length - 4) == Digests.crc(data.limit(frame.length - 4));
    }
}
