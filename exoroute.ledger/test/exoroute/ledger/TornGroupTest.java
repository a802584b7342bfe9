package exoroute.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.plan.Durability;
import exoroute.api.plan.LogException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A group of which some sectors never reached the storage is cut; one that lost a sector later stops. */
class TornGroupTest {
    @TempDir
    Path folder;

    private Path file;
    private byte[] sound;
    private int lastGroup;

    @BeforeEach
    void write() throws Exception {
        LogSettings settings = LogSettings.of(folder, "a", Durability.PROCESS_CRASH);
        byte[] payload = new byte[3000];
        Arrays.fill(payload, (byte) 5);
        try (EmbeddedLog log = EmbeddedLog.open(settings, LogFixture.clock())) {
            LogFixture.await(log.offer("p", 1, "test", payload));
            lastGroup = (int) Files.size(LogFixture.segments(folder).get(0));
            LogFixture.await(log.offer("p", 2, "test", payload));
        }
        file = LogFixture.segments(folder).get(0);
        sound = Files.readAllBytes(file);
    }

    private byte[] without(int sector, int from) {
        byte[] torn = sound.clone();
        Arrays.fill(torn, Math.max(from, sector * Bytes.SECTOR), Math.min(sound.length, (sector + 1) * Bytes.SECTOR), (byte) 0);
        return torn;
    }

    @Test
    void every_lost_sector_of_the_last_group_cuts_that_group_only() throws Exception {
        for (int sector = lastGroup / Bytes.SECTOR; sector * Bytes.SECTOR < sound.length; sector++) {
            Files.write(file, without(sector, lastGroup));
            assertEquals(sound.length - lastGroup, new FolderArchive().read(folder, record -> { }).incompleteTailBytes());
        }
        try (EmbeddedLog log = LogFixture.open(folder)) {
            assertEquals(1, log.head().position());
            assertTrue(log.recovery().isPresent());
        }
    }

    @Test
    void a_lost_sector_of_a_group_that_others_follow_stops() throws Exception {
        for (int sector = 1; (sector + 1) * Bytes.SECTOR < lastGroup; sector++) {
            Files.write(file, without(sector, 0));
            assertThrows(LogException.class, () -> LogFixture.open(folder));
        }
    }

    @Test
    void a_damaged_byte_of_the_last_group_stops() throws Exception {
        for (int offset = lastGroup; offset < sound.length; offset += 11) {
            byte[] bad = sound.clone();
            bad[offset] ^= 2;
            Files.write(file, bad);
            assertThrows(LogException.class, () -> LogFixture.open(folder), "offset " + offset);
        }
    }
}
