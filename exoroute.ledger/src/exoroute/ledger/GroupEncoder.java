package exoroute.ledger;

import exoroute.ledger.Stage.Staged;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes groups into one buffer that is used again and again. Not for use by several threads. */
final class GroupEncoder {
    private static final int KEPT = 1 << 20;
    private final CRC32C crc = new CRC32C();
    private final int threshold;
    private ByteBuffer out = ByteBuffer.allocateDirect(64 << 10);

    /** @param threshold payloads of more bytes lie beside the segment, as do those that look unwritten */
    GroupEncoder(int threshold) {
        this.threshold = threshold;
    }

    /** Whether a payload lies in the group itself, as long as there is a choice. */
    boolean isInline(byte[] payload) {
        return payload.length <= threshold && !Bytes.hasZeroRun(payload);
    }

    /**
     * A whole group: header, records, commit mark. The buffer is valid until the next call.
     *
     * @param allInline whether even large payloads lie in the group
     */
    ByteBuffer encode(List<Staged> records, byte[] lastLeafHash, boolean snapshot, boolean allInline) {
        int body = 0;
        for (Staged staged : records) {
            byte[] payload = staged.record().payload();
            boolean inline = allInline || isInline(payload);
            body = Math.addExact(body, Frame.RECORD_HEADER + staged.leaf().length + (inline ? payload.length : 0));
        }
        reserve(Math.addExact(body, Frame.GROUP_HEADER + Frame.COMMIT_MARK));
        out.putInt(snapshot ? Frame.SNAPSHOT_MAGIC : Frame.GROUP_MAGIC).putInt(records.size());
        out.putLong(records.get(0).record().position()).putLong(body);
        seal(0);
        for (Staged staged : records) {
            byte[] payload = staged.record().payload();
            record(staged.leaf(), payload, allInline || isInline(payload));
        }
        int bodyCrc = crc(Frame.GROUP_HEADER);
        int mark = out.position();
        out.putInt(Frame.COMMIT_MAGIC).putInt(records.size()).putInt(bodyCrc).put(lastLeafHash);
        seal(mark);
        return out.flip();
    }

    /** Magic, leaf length, leaf CRC, inline payload length, payload CRC, CRC; then leaf and inline payload. */
    private void record(byte[] leaf, byte[] payload, boolean inline) {
        int header = out.position();
        out.putInt(Frame.RECORD_MAGIC).putInt(leaf.length).putInt(crc(leaf));
        out.putInt(inline ? payload.length : 0).putInt(crc(payload));
        seal(header);
        out.put(leaf);
        if (inline) {
            out.put(payload);
        }
    }

    private void reserve(int bytes) {
        if (out.capacity() < bytes || out.capacity() > KEPT && bytes <= KEPT) {
            out = ByteBuffer.allocateDirect(Math.max(bytes, 64 << 10));
        }
        out.clear();
    }

    private void seal(int from) {
        out.putInt(crc(from));
    }

    private int crc(int from) {
        crc.reset();
        crc.update(out.duplicate().flip().position(from));
        return (int) crc.getValue();
    }

    private int crc(byte[] data) {
        crc.reset();
        crc.update(data);
        return (int) crc.getValue();
    }
}
