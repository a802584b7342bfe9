package exoroute.ledger;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.cbor.CborException;
import exoroute.ledger.Frame.GroupHeader;
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
    record Group(List<LogRecord> records, long offset, long end, LogHead head, boolean snapshot) {}

    private final ObjectStore objects;
    private final LogFiles.Handle in;
    private final Path file;
    private final long size;
    private long failedFrom;
    private long failedTo;

    /** @param size bytes of the file that are looked at */
    GroupReader(ObjectStore objects, LogFiles.Handle in, Path file, long size) {
        this.objects = objects;
        this.in = in;
        this.file = file;
        this.size = size;
    }

    /**
     * @param before the record before the group; its leaf hash may be null when it is not known (random access)
     * @return null when the group was never completely written: the file ends before the announced end, or what does
     *     not verify touches a sector that was never written, and nothing committed follows
     * @throws LogException CORRUPT, for everything else that does not verify
     */
    Group read(long offset, LogHead before) throws IOException {
        long first = before.position() + 1;
        if (size - offset < Frame.GROUP_HEADER) {
            return null;
        }
        GroupHeader header = Frame.groupHeader(bytes(offset, Frame.GROUP_HEADER));
        if (header == null) {
            if (TornGroup.isTorn(in, size, offset, size, offset, offset + Frame.GROUP_HEADER, first)) {
                return null;
            }
            throw LogErrors.corrupt(file, offset, first, "the group header does not match its checksum");
        }
        if (header.first() != first || header.records() < 1 || header.body() < 1 || header.body() > Integer.MAX_VALUE - 1024) {
            throw LogErrors.corrupt(file, offset, first, "the group header says first position " + header.first() + ", "
                    + header.records() + " records, " + header.body() + " bytes");
        }
        long end = header.end(offset);
        if (end > size) {
            return null;
        }
        byte[] mark = bytes(end - Frame.COMMIT_MARK, Frame.COMMIT_MARK);
        if (Bytes.isZero(mark, 0, mark.length) && Bytes.isZero(in, end, size)) {
            return null;
        }
        try {
            return verified(offset, end, before, header);
        } catch (LogException e) {
            if (TornGroup.isTorn(in, size, offset, end, failedFrom, failedTo, first)) {
                return null;
            }
            throw e;
        }
    }

    private Group verified(long offset, long end, LogHead before, GroupHeader header) throws IOException {
        ByteBuffer data = ByteBuffer.wrap(bytes(offset + Frame.GROUP_HEADER, (int) header.body()));
        int count = header.records();
        List<LogRecord> records = new ArrayList<>();
        LogHead head = before;
        for (int i = 0; i < count; i++) {
            LogRecord record = record(data, offset + Frame.GROUP_HEADER, head);
            records.add(record);
            head = new LogHead(record.position(), record.logTime(), record.leafHash());
        }
        checking(offset + Frame.GROUP_HEADER + data.position(), data.remaining());
        check(!data.hasRemaining(), failedFrom, head.position(), data.remaining() + " bytes follow the group's last record");
        byte[] expected = Frame.commitMark(count, Digests.crc(data.rewind()), head.leafHash());
        checking(end - Frame.COMMIT_MARK, Frame.COMMIT_MARK);
        check(Arrays.equals(expected, bytes(end - Frame.COMMIT_MARK, Frame.COMMIT_MARK)), failedFrom, head.position(),
                "the commit mark does not match its group");
        check(!header.snapshot() || count == 1, offset, head.position(), "a snapshot's group has " + count + " records");
        return new Group(List.copyOf(records), offset, end, head, header.snapshot());
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
        checking(offset, length);
        byte[] bytes = new byte[length];
        data.get(bytes);
        return bytes;
    }

    /** What is looked at from here on. */
    private void checking(long offset, int length) {
        failedFrom = offset;
        failedTo = offset + length;
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
}
