package exoroute.ledger;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The fixed frames of a segment file, big-endian; each ends with the CRC-32C of its own bytes before. Lengths can
 * therefore be trusted before what they measure is read: a file that ends before the announced end is a truncation,
 * everything else that does not fit is corruption.
 */
final class Frame {
    static final int SEGMENT_HEADER = 52;
    static final int GROUP_HEADER = 28;
    static final int RECORD_HEADER = 24;
    static final int COMMIT_MARK = 48;

    private static final long SEGMENT_MAGIC = 0x45584f5345473031L; // "EXOSEG01"
    static final int GROUP_MAGIC = 0x47525031; // "GRP1"
    static final int RECORD_MAGIC = 0x52454331; // "REC1"
    private static final int COMMIT_MAGIC = 0x434d5431; // "CMT1"

    private Frame() {}

    /** Magic, first position, hash of the leaf before it, CRC. */
    static byte[] segmentHeader(long firstPosition, byte[] previousLeafHash) {
        ByteBuffer out = ByteBuffer.allocate(SEGMENT_HEADER);
        return sealed(out.putLong(SEGMENT_MAGIC).putLong(firstPosition).put(previousLeafHash));
    }

    /** Magic, number of records, first position, bytes of all records, CRC. */
    static byte[] groupHeader(int records, long firstPosition, long bodyBytes) {
        ByteBuffer out = ByteBuffer.allocate(GROUP_HEADER);
        return sealed(out.putInt(GROUP_MAGIC).putInt(records).putLong(firstPosition).putLong(bodyBytes));
    }

    /** Magic, leaf length, leaf CRC, inline payload length, payload CRC, CRC; then leaf and inline payload follow. */
    static byte[] recordHeader(byte[] leaf, int inlineBytes, int payloadCrc) {
        ByteBuffer out = ByteBuffer.allocate(RECORD_HEADER);
        return sealed(out.putInt(RECORD_MAGIC)
                .putInt(leaf.length)
                .putInt(Digests.crc(leaf))
                .putInt(inlineBytes)
                .putInt(payloadCrc));
    }

    /** Magic, number of records, CRC of the body, hash of the last leaf, CRC. */
    static byte[] commitMark(int records, int bodyCrc, byte[] lastLeafHash) {
        ByteBuffer out = ByteBuffer.allocate(COMMIT_MARK);
        return sealed(out.putInt(COMMIT_MAGIC).putInt(records).putInt(bodyCrc).put(lastLeafHash));
    }

    /** A whole group as it is written. */
    static ByteBuffer group(long firstPosition, List<byte[]> parts, int records, byte[] lastLeafHash) {
        int body = parts.stream().mapToInt(part -> part.length).reduce(0, Math::addExact);
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(GROUP_HEADER + COMMIT_MARK, body));
        out.put(groupHeader(records, firstPosition, body));
        parts.forEach(out::put);
        int crc = Digests.crc(out.duplicate().flip().position(GROUP_HEADER));
        return out.put(commitMark(records, crc, lastLeafHash)).flip();
    }

    /** Whether a frame's last four bytes are the CRC of those before. */
    static boolean sealHolds(byte[] frame) {
        ByteBuffer data = ByteBuffer.wrap(frame);
        return data.getInt(frame.length - 4) == Digests.crc(data.limit(frame.length - 4));
    }

    private static byte[] sealed(ByteBuffer frame) {
        int crc = Digests.crc(frame.duplicate().flip());
        return frame.putInt(crc).array();
    }
}
