package exoroute.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the bytes is detected with its place; only an incomplete last group is cut. */
class CorruptionTest {
    private static final int RECORDS = 12;

    @TempDir
    Path folder;

    @BeforeEach
    void writeLog() throws Exception {
        LogFixture.write(folder, RECORDS);
        assertTrue(LogFixture.segments(folder).size() >= 3);
        assertTrue(LogFixture.files(folder).size() >= LogFixture.segments(folder).size() + 2);
    }

    @Test
    void every_flipped_bit_of_every_file_is_detected_with_file_offset_and_position() throws Exception {
        int flips = 0;
        for (Path file : LogFixture.files(folder)) {
            byte[] sound = Files.readAllBytes(file);
            for (int offset = 0; offset < sound.length; offset++) {
                for (int bit : new int[] {1, 0x80, 0xff}) {
                    byte[] bad = sound.clone();
                    bad[offset] ^= (byte) bit;
                    Files.write(file, bad);
                    LogException e = assertThrows(LogException.class, () -> LogFixture.read(folder), file + " " + flips);
                    assertPlace(file, offset, sound.length, e);
                    flips++;
                }
                if (offset % 7 == 0) { // opening verifies with the same code; a sample is enough
                    assertThrows(LogException.class, () -> LogFixture.open(folder));
                }
            }
            Files.write(file, sound);
        }
        assertTrue(flips > 5_000, "only " + flips);
        assertEquals(RECORDS, LogFixture.read(folder).size());
    }

    private static void assertPlace(Path file, int offset, int size, LogException e) {
        assertEquals(Reason.CORRUPT, e.reason());
        assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
        assertTrue(e.position() >= 1 && e.position() <= RECORDS + 1, e.getMessage());
        long named = Long.parseLong(e.getMessage().replaceAll("(?s).*, offset (\\d+),.*", "$1"));
        assertTrue(named <= offset, "flip at " + offset + ": " + e.getMessage());
        assertTrue(file.toString().contains("objects") || offset - named < 300, "flip at " + offset + ": " + e.getMessage());
    }

    @Test
    void every_truncation_of_the_last_segment_recovers_to_the_last_committed_group_and_goes_on() throws Exception {
        List<LogRecord> all = LogFixture.read(folder);
        Path last = LogFixture.segments(folder).get(LogFixture.segments(folder).size() - 1);
        byte[] sound = Files.readAllBytes(last);
        long firstInLast = Long.parseLong(last.getFileName().toString().substring(0, 20));
        List<Long> survivors = new ArrayList<>();
        for (int length = sound.length; length >= 0; length--) {
            Path copy = folder.resolveSibling("copy");
            LogFixture.copy(folder, copy);
            Files.write(copy.resolve(last.getFileName()), Arrays.copyOf(sound, length));
            long kept = LogFixture.read(copy).size();
            try (EmbeddedLog log = LogFixture.open(copy)) {
                assertEquals(kept, log.head().position());
                long tail = log.recovery().map(Recovery::bytes).orElse(0L);
                assertTrue(length == 0 || length == sound.length || tail >= 0 && tail <= length);
                LogFixture.append(log, "p", kept + 1, kept + 2);
            }
            List<LogRecord> after = LogFixture.read(copy);
            assertEquals(kept + 2, after.size());
            for (int i = 0; i < kept; i++) {
                assertArrayEquals(all.get(i).leafHash(), after.get(i).leafHash());
            }
            survivors.add(kept);
            delete(copy);
        }
        assertEquals(RECORDS, survivors.get(0));
        assertEquals(firstInLast - 1, survivors.get(survivors.size() - 1));
        assertEquals(RECORDS - firstInLast + 2, survivors.stream().distinct().count());
    }

    @Test
    void a_cut_is_reported_by_the_log_and_by_the_archive() throws Exception {
        Path last = LogFixture.segments(folder).get(LogFixture.segments(folder).size() - 1);
        byte[] sound = Files.readAllBytes(last);
        Files.write(last, Arrays.copyOf(sound, sound.length - 1));
        long tail = new FolderArchive().read(folder, r -> {}).incompleteTailBytes();
        assertTrue(tail > 100);
        try (EmbeddedLog log = LogFixture.open(folder)) {
            Recovery cut = log.recovery().orElseThrow();
            assertEquals(new Recovery(last, sound.length - 1 - tail, tail, RECORDS - 1), cut);
        }
        try (EmbeddedLog log = LogFixture.open(folder)) {
            assertTrue(log.recovery().isEmpty());
        }
    }

    @Test
    void blocks_that_were_allotted_but_never_written_are_cut() throws Exception {
        Path last = LogFixture.segments(folder).get(LogFixture.segments(folder).size() - 1);
        byte[] sound = Files.readAllBytes(last);
        Files.write(last, Arrays.copyOf(sound, sound.length + 5000));
        assertEquals(5000, new FolderArchive().read(folder, r -> {}).incompleteTailBytes());
        Files.write(last, Arrays.copyOf(Arrays.copyOf(sound, sound.length - Frame.COMMIT_MARK), sound.length));
        assertEquals(RECORDS - 1, LogFixture.read(folder).size());
    }

    @Test
    void a_missing_segment_or_object_is_named() throws Exception {
        for (Path file : LogFixture.files(folder)) {
            if (file.equals(LogFixture.segments(folder).get(LogFixture.segments(folder).size() - 1))) {
                continue; // a lost end is detectable only against a checkpoint kept elsewhere
            }
            byte[] sound = Files.readAllBytes(file);
            Files.delete(file);
            LogException e = assertThrows(LogException.class, () -> LogFixture.open(folder), file.toString());
            assertEquals(Reason.CORRUPT, e.reason());
            assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
            Files.write(file, sound);
        }
    }

    @Test
    void a_truncated_segment_in_the_middle_stops() throws Exception {
        Path first = LogFixture.segments(folder).get(0);
        byte[] sound = Files.readAllBytes(first);
        for (int length = 0; length < sound.length; length++) {
            Files.write(first, Arrays.copyOf(sound, length));
            assertThrows(LogException.class, () -> LogFixture.open(folder));
        }
    }

    @Test
    void an_exchanged_record_with_repaired_checksums_breaks_the_chain() throws Exception {
        Path other = folder.resolveSibling("other");
        try (EmbeddedLog log = LogFixture.open(other)) {
            LogFixture.await(log.offer("p", 1, "test", new byte[] {99}));
            LogFixture.append(log, "p", 2, RECORDS);
        }
        Path second = LogFixture.segments(folder).get(1).getFileName();
        Files.copy(other.resolve(second), folder.resolve(second), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertEquals(Reason.CORRUPT, assertThrows(LogException.class, () -> LogFixture.read(folder)).reason());
        delete(other);
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
