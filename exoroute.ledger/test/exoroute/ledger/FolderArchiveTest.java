package exoroute.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import exoroute.api.plan.LogException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArchiveTest {
    @TempDir
    Path folder;

    @Test
    void a_folder_without_a_log_is_refused_and_not_an_empty_log() {
        LogException e = assertThrows(LogException.class, () -> new FolderArchive().read(folder, record -> { }));
        assertEquals("folder " + folder + " holds no log; name the one with the .seg files", e.getMessage());
    }
}
