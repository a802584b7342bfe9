package exoroute.ledger;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.cbor.CborException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads and verifies one group: header seal, every record (header, leaf CRC, leaf form, position, chain, time, payload
 * CRC and hash), commit mark. The only place where stored bytes become records.
 */
final class GroupReader {
    /** A group that verified. */
    record Group(List<LogRecord> records, long offset, long end, LogHead head) {}

    private final ObjectStore objects;
    private final LogFiles.Handle in;
    private final Path file;
    private final long size;

    /** @param size bytes of the file that are looked at */
    GroupReader(ObjectStore objects, LogFiles.Handle in, Path file, long size) {
        this.objects = objects;
        this.in = in;
        this.file = file;
        this.size = size;
    }

    /**
     * @param before the record before the group; its leaf hash may be null when it is not known (random access)
     * @return null when the file ends before the group's announced end, or its commit mark was never written
     * @throws LogException CORRUPT, for everything else that does not verify
     */
    Group read(long offset, LogHead before) throws IOException {
        long first = before.position() + 1;
        byte[] header = bytes(offset, (int) Math.min(Frame.GROUP_HEADER, size - offset));
        if (isZero(header) && isZeroToEnd(offset)) {
            return null; // blocks that the file system allotted but that were never written
        }
        if (header.length < Frame.GROUP_HEADER) {
            return null;
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int magic = fields.getInt();
        int records = fields.getInt();
        long firstFound = fields.getLong();
        long body = fields.getLong();
        if (!Frame.sealHolds(header) || magic != Frame.GROUP_MAGIC) {
            throw LogErrors.corrupt(file, offset, first, "the group header does not match its checksum");
        }
        if (firstFound != first || records < 1 || body < 1 || body > Integer.MAX_VALUE - 1024) {
            throw LogErrors.corrupt(file, offset, first, "the group header says first position " + firstFound + ", "
                    + records + " records, " + body + " bytes");
        }
        long end = offset + Frame.GROUP_HEADER + body + Frame.COMMIT_MARK;
        if (end > size) {
            return null;
        }
        byte[] mark = bytes(end - Frame.COMMIT_MARK, Frame.COMMIT_MARK);
        if (end == size && isZero(mark)) {
            return null;
        }
        return verified(offset, end, before, records, (int) body, mark);
    }

    private Group verified(long offset, long end, LogHead before, int count, int body, byte[] mark) throws IOException {
        ByteBuffer data = ByteBuffer.wrap(bytes(offset + Frame.GROUP_HEADER, body));
        List<LogRecord> records = new ArrayList<>(count);
        LogHead head = before;
        for (int i = 0; i < count; i++) {
            LogRecord record = record(data, offset + Frame.GROUP_HEADER, head);
            records.add(record);
            head = new LogHead(record.position(), record.logTime(), record.leafHash());
        }
        if (data.hasRemaining()) {
            throw LogErrors.corrupt(file, offset + Frame.GROUP_HEADER + data.position(), head.position(),
                    data.remaining() + " bytes follow the group's last record");
        }
        byte[] expected = Frame.commitMark(count, Digests.crc(data.rewind()), head.leafHash());
        if (!Arrays.equals(expected, mark)) {
            throw LogErrors.corrupt(file, end - Frame.COMMIT_MARK, head.position(), "the commit mark does not match its group");
        }
        return new Group(List.copyOf(records), offset, end, head);
    }

    private LogRecord record(ByteBuffer data, long base, LogHead before) {
        long position = before.position() + 1;
        long offset = base + data.position();
        byte[] header = take(data, Frame.RECORD_HEADER, offset, position);
        ByteBuffer fields = ByteBuffer.wrap(header);
        check(Frame.sealHolds(header) && fields.getInt() == Frame.RECORD_MAGIC, offset, position,
                "the record header does not match its checksum");
        int leafLength = fields.getInt();
        int leafCrc = fields.getInt();
        int inlineLength = fields.getInt();
        int payloadCrc = fields.getInt();
        long leafOffset = base + data.position();
        byte[] leafBytes = take(data, leafLength, leafOffset, position);
        check(Digests.crc(leafBytes) == leafCrc, leafOffset, position, "the leaf does not match its checksum");
        Leaf leaf = leaf(leafBytes, leafOffset, before);
        long payloadOffset = base + data.position();
        byte[] inline = take(data, inlineLength, payloadOffset, position);
        boolean stored = inlineLength == 0 && leaf.payloadLength() > 0;
        byte[] payload = stored ? objects.get(leaf.payloadHash(), leaf.payloadLength(), position) : inline;
        check(Digests.crc(payload) == payloadCrc, payloadOffset, position, "the payload does not match its checksum");
        check(payload.length == leaf.payloadLength() && (stored || Arrays.equals(Digests.sha256(payload), leaf.payloadHash())),
                payloadOffset, position, "the payload does not hash to what its leaf says");
        return new LogRecord(position, leaf.logTime(), leaf.author(), leaf.producer(), leaf.producerSequence(),
                leaf.kind(), payload, Digests.leafHash(leafBytes));
    }

    private Leaf leaf(byte[] bytes, long offset, LogHead before) {
        Leaf leaf;
        try {
            leaf = Leaf.decode(bytes);
        } catch (CborException | ArithmeticException e) {
            throw LogErrors.corrupt(file, offset, before.position() + 1, "the leaf is malformed: " + e.getMessage());
        }
        long position = before.position() + 1;
        check(leaf.position() == position, offset, position, "the leaf says position " + leaf.position());
        check(before.leafHash() == null || Arrays.equals(leaf.previous(), before.leafHash()), offset, position,
                "the leaf does not continue the chain");
        check(leaf.logTime() >= before.logTime(), offset, position,
                "log time goes back from " + before.logTime() + " to " + leaf.logTime());
        return leaf;
    }

    private byte[] take(ByteBuffer data, int length, long offset, long position) {
        check(length >= 0 && length <= data.remaining(), offset, position,
                "the record needs " + length + " bytes, its group has " + data.remaining());
        byte[] bytes = new byte[length];
        data.get(bytes);
        return bytes;
    }

    private void check(boolean holds, long offset, long position, String otherwise) {
        if (!holds) {
            throw LogErrors.corrupt(file, offset, position, otherwise);
        }
    }

    private byte[] bytes(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        in.read(offset, buffer);
        return buffer.array();
    }

    private boolean isZeroToEnd(long offset) throws IOException {
        for (long at = offset; at < size; at += 1 << 16) {
            if (!isZero(bytes(at, (int) Math.min(1 << 16, size - at)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
