package exoroute.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.plan.Durability;
import exoroute.ledger.FaultyFiles.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fault at every changing file operation: what was acknowledged, and nothing that was refused, is there. */
@Timeout(300)
class CrashTest {
    @TempDir
    Path folder;

    private interface After {
        void check(FaultyFiles files, Workload workload) throws Exception;
    }

    private interface Run {
        void run(Workload workload) throws Exception;
    }

    /** Runs the workload once for each operation, with the fault there. */
    private void everywhere(Fault fault, Durability durability, After after) throws Exception {
        everywhere(fault, durability, Workload::run, after);
    }

    private void everywhere(Fault fault, Durability durability, Run run, After after) throws Exception {
        FaultyFiles sound = new FaultyFiles();
        run.run(new Workload(sound, folder, durability));
        assertTrue(sound.operations() > 60, "operations: " + sound.operations());
        for (int at = 1; at <= sound.operations() + 5; at++) {
            FaultyFiles files = new FaultyFiles();
            Workload workload = new Workload(files, folder, durability);
            try {
                files.fail(fault, at);
                run.run(workload);
                files.restart();
                files.limit(Long.MAX_VALUE);
                after.check(files, workload);
            } catch (Exception | AssertionError e) {
                throw new AssertionError(fault + " at operation " + at + " with " + durability + ": " + e, e);
            }
        }
    }

    private static void goOnThenLosePower(FaultyFiles files, Workload workload) throws Exception {
        workload.verify();
        for (int seed = 0; seed < 2; seed++) {
            files.losePower(seed);
            workload.verify();
        }
    }

    @Test
    void a_workload_without_faults_is_found_again() throws Exception {
        for (Durability durability : new Durability[] {Durability.PROCESS_CRASH, Durability.LOCAL_FSYNC}) {
            Workload workload = new Workload(new FaultyFiles(), folder, durability);
            workload.run();
            assertTrue(workload.acknowledged() == 2 * (5 * 5 + 2), "acknowledged " + workload.acknowledged());
            workload.verify();
        }
    }

    @Test
    void one_refused_operation_anywhere_loses_nothing_acknowledged_and_shows_nothing_refused() throws Exception {
        everywhere(Fault.NO_SPACE, Durability.LOCAL_FSYNC, CrashTest::goOnThenLosePower);
        everywhere(Fault.IO_ERROR, Durability.LOCAL_FSYNC, CrashTest::goOnThenLosePower);
        everywhere(Fault.NO_SPACE, Durability.PROCESS_CRASH, (files, workload) -> workload.verify());
        everywhere(Fault.IO_ERROR, Durability.PROCESS_CRASH, (files, workload) -> workload.verify());
    }

    @Test
    void a_file_system_that_becomes_read_only_loses_nothing_acknowledged() throws Exception {
        everywhere(Fault.READ_ONLY, Durability.LOCAL_FSYNC, CrashTest::goOnThenLosePower);
        everywhere(Fault.READ_ONLY, Durability.PROCESS_CRASH, (files, workload) -> workload.verify());
    }

    @Test
    void a_process_crash_anywhere_loses_nothing_acknowledged() throws Exception {
        for (Durability durability : new Durability[] {Durability.PROCESS_CRASH, Durability.LOCAL_FSYNC}) {
            everywhere(Fault.CRASH_BEFORE, durability, (files, workload) -> workload.verify());
            everywhere(Fault.CRASH_AFTER, durability, (files, workload) -> workload.verify());
        }
    }

    @Test
    void a_power_loss_anywhere_loses_nothing_acknowledged() throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            int now = seed;
            everywhere(seed % 2 == 0 ? Fault.CRASH_BEFORE : Fault.CRASH_AFTER, Durability.LOCAL_FSYNC, (files, workload) -> {
                files.losePower(now);
                workload.verify();
            });
        }
    }

    @Test
    void on_a_full_disk_every_cancel_is_committed_and_every_crash_loses_nothing_acknowledged() throws Exception {
        Workload sound = new Workload(new FaultyFiles(), folder, Durability.LOCAL_FSYNC);
        sound.runOnAFullDisk();
        assertEquals(10, sound.acknowledged("urgent"));
        assertTrue(sound.acknowledged("plain") < 30, "some were refused");
        sound.verify();
        Run full = Workload::runOnAFullDisk;
        everywhere(Fault.IO_ERROR, Durability.LOCAL_FSYNC, full, CrashTest::goOnThenLosePower);
        everywhere(Fault.CRASH_AFTER, Durability.PROCESS_CRASH, full, (files, workload) -> workload.verify());
        for (int seed = 0; seed < 4; seed++) {
            int now = seed;
            everywhere(seed % 2 == 0 ? Fault.CRASH_BEFORE : Fault.CRASH_AFTER, Durability.LOCAL_FSYNC, full, (files, workload) -> {
                files.losePower(now);
                workload.verify();
            });
        }
    }

    @Test
    void a_power_loss_after_a_process_crash_loses_nothing_acknowledged() throws Exception {
        everywhere(Fault.CRASH_BEFORE, Durability.LOCAL_FSYNC, CrashTest::goOnThenLosePower);
    }
}
