package exoroute.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Opening verifies from the older of the newest two snapshots on; what lies before is verified by its reader. */
@Timeout(60)
class SnapshotTest {
    @TempDir
    Path folder;

    /** Records 1 to 40, a snapshot, 20 records, a snapshot, 10 records: snapshots at 41 and 62, head 72. */
    private void write() throws Exception {
        try (EmbeddedLog log = LogFixture.open(folder)) {
            LogFixture.append(log, "p", 1, 40);
            LogFixture.await(log.snapshot("snap", 1, "snapshot", new byte[] {1}));
            LogFixture.append(log, "p", 41, 60);
            LogFixture.await(log.snapshot("snap", 2, "snapshot", new byte[100]));
            LogFixture.append(log, "p", 61, 70);
        }
    }

    private static List<Long> positions(EmbeddedLog log) {
        return log.snapshots().stream().map(LogRecord::position).toList();
    }

    private Path segment(long first) {
        return folder.resolve(String.format("%020d.seg", first));
    }

    private List<Path> oldSegments() throws Exception {
        return LogFixture.segments(folder).stream().filter(file -> file.compareTo(segment(41)) < 0).toList();
    }

    @Test
    void the_newest_two_snapshots_are_known_at_once_and_after_opening() throws Exception {
        try (EmbeddedLog log = LogFixture.open(folder)) {
            assertEquals(List.of(), positions(log));
            LogFixture.await(log.snapshot("snap", 1, "snapshot", new byte[0]));
            LogFixture.append(log, "p", 1, 3);
            LogFixture.await(log.snapshot("snap", 2, "snapshot", new byte[0]));
            assertEquals(List.of(5L, 1L), positions(log));
            assertEquals(5, LogFixture.await(log.snapshot("snap", 2, "snapshot", new byte[0])));
            assertEquals(6, LogFixture.await(log.snapshot("snap", 3, "snapshot", new byte[] {7})));
            assertEquals(List.of(6L, 5L), positions(log));
        }
        try (EmbeddedLog log = LogFixture.open(folder)) {
            assertEquals(List.of(6L, 5L), positions(log));
            assertArrayEquals(new byte[] {7}, log.snapshots().get(0).payload());
        }
        assertEquals(6, LogFixture.read(folder).size());
    }

    @Test
    void opening_reads_nothing_before_the_older_snapshot() throws Exception {
        write();
        assertTrue(oldSegments().size() > 3);
        for (Path old : oldSegments()) {
            Files.delete(old);
        }
        try (EmbeddedLog log = LogFixture.open(folder)) {
            assertEquals(72, log.head().position());
            assertEquals(70, log.lastSequence("p"));
            assertEquals(2, log.lastSequence("snap"));
            assertEquals(List.of(62L, 41L), positions(log));
            LogFixture.append(log, "p", 71, 75);
        }
        LogException e = assertThrows(LogException.class, () -> LogFixture.read(folder));
        assertEquals(Reason.CORRUPT, e.reason());
    }

    @Test
    void what_lies_before_is_still_delivered_and_still_not_written_twice() throws Exception {
        write();
        try (EmbeddedLog log = LogFixture.open(folder)) {
            LinkedBlockingQueue<LogRecord> seen = new LinkedBlockingQueue<>();
            log.subscribe(3, seen::add);
            List<LogRecord> all = LogFixture.read(folder);
            for (int position = 3; position <= 72; position++) {
                LogRecord record = seen.poll(20, TimeUnit.SECONDS);
                assertEquals(position, record.position());
                assertArrayEquals(all.get(position - 1).leafHash(), record.leafHash());
            }
            for (long sequence = 1; sequence <= 70; sequence++) {
                long position = LogFixture.await(log.offer("p", sequence, "test", LogFixture.payload(sequence)));
                assertEquals(sequence + (sequence > 60 ? 2 : sequence > 40 ? 1 : 0), position);
            }
            assertEquals(41, LogFixture.await(log.snapshot("snap", 1, "snapshot", new byte[] {1})));
            assertEquals(72, log.head().position());
        }
    }

    @Test
    void damage_before_the_older_snapshot_is_found_by_the_archive_and_by_whoever_reads_it() throws Exception {
        write();
        for (Path old : oldSegments()) {
            byte[] sound = Files.readAllBytes(old);
            long first = Long.parseLong(old.getFileName().toString().substring(0, 20));
            for (int offset = 0; offset < sound.length; offset += 13) {
                byte[] bad = sound.clone();
                bad[offset] ^= 0x40;
                Files.write(old, bad);
                assertThrows(LogException.class, () -> LogFixture.read(folder));
                Segments segments = new Segments(new DiskFiles(), folder, new ObjectStore(folder, new Forcing(new DiskFiles(), false)));
                assertThrows(LogException.class, () -> readAll(segments, first), old + " offset " + offset);
            }
            LogFixture.open(folder).close();
            Files.write(old, sound);
        }
        assertEquals(72, LogFixture.read(folder).size());
    }

    private static void readAll(Segments segments, long first) {
        long[] firsts = segments.firsts().stream().mapToLong(Long::longValue).toArray();
        History history = new History(segments, firsts);
        long next = Arrays.stream(firsts).filter(segment -> segment > first).min().orElseThrow();
        for (long position = first; position < next; position++) {
            history.group(position);
        }
    }

    @Test
    void places_of_what_lies_before_the_older_snapshot_are_dropped_while_running() throws Exception {
        Segments segments = new Segments(new DiskFiles(), folder, new ObjectStore(folder, new Forcing(new DiskFiles(), false)));
        write();
        Opening opening = Opening.read(segments);
        assertTrue(opening.index().size() <= 32, "places: " + opening.index().size());
        opening.index().forgetBefore(62);
        opening.producers().forgetBefore(62);
        assertEquals(11, opening.index().size());
        assertEquals(0, opening.producers().position("p", 60));
        assertEquals(63, opening.producers().position("p", 61));
        assertEquals(50, opening.index().group(50).get(0).position());
        assertEquals(21, opening.index().record("p", 21).position());
    }

    @Test
    void every_truncation_of_a_snapshot_segment_recovers_and_the_next_snapshot_counts() throws Exception {
        write();
        Path last = segment(62);
        for (Path later : LogFixture.segments(folder).stream().filter(file -> file.compareTo(last) > 0).toList()) {
            Files.delete(later);
        }
        byte[] sound = Files.readAllBytes(last);
        for (int length = 0; length < sound.length; length++) {
            Path copy = folder.resolveSibling(folder.getFileName() + "-" + length);
            LogFixture.copy(folder, copy);
            Files.write(copy.resolve(last.getFileName()), Arrays.copyOf(sound, length));
            int kept = LogFixture.read(copy).size();
            assertTrue(kept >= 61);
            try (EmbeddedLog log = LogFixture.open(copy)) {
                assertEquals(kept, log.head().position());
                assertEquals(kept == 61 ? List.of(41L) : List.of(62L, 41L), positions(log));
                LogFixture.append(log, "p", log.lastSequence("p") + 1, log.lastSequence("p") + 2);
                LogFixture.await(log.snapshot("snap", log.lastSequence("snap") + 1, "snapshot", new byte[0]));
            }
            assertEquals(kept + 3, LogFixture.read(copy).size());
        }
    }

    @Test
    void a_header_that_says_other_than_the_records_is_found_by_the_archive() throws Exception {
        write();
        Path file = segment(41);
        byte[] sound = Files.readAllBytes(file);
        SegmentHeader header = new Segments(new DiskFiles(), folder, null).header(41);
        var lasts = new java.util.TreeMap<>(header.producers());
        lasts.put("p", 39L);
        var before = new exoroute.api.plan.LogHead(40, header.before().logTime() - 1, header.before().leafHash());
        for (SegmentHeader wrong : List.of(header.with(false, false), new SegmentHeader(header.before(), true, false, lasts),
                new SegmentHeader(before, true, false, header.producers()))) {
            byte[] bad = sound.clone();
            System.arraycopy(wrong.encode(), 0, bad, 0, wrong.length());
            Files.write(file, bad);
            LogException e = assertThrows(LogException.class, () -> LogFixture.read(folder));
            assertEquals(Reason.CORRUPT, e.reason());
            assertEquals(41, e.position(), e.getMessage());
        }
    }

    @Test
    void a_folder_of_the_format_before_is_refused_with_file_and_remedy() throws Exception {
        byte[] old = Arrays.copyOf("EXOSEG01".getBytes(StandardCharsets.US_ASCII), 52);
        Files.write(segment(1), old);
        LogException e = assertThrows(LogException.class, () -> LogFixture.open(folder));
        assertEquals(Reason.IO, e.reason());
        assertTrue(e.getMessage().contains("00001.seg") && e.getMessage().contains("EXOSEG01") && e.getMessage().contains("move it away"));
        assertThrows(LogException.class, () -> LogFixture.read(folder));
    }
}
