package exoroute.ledger;

import java.io.IOException;
import java.nio.file.Path;

/** Forces files and folders where the durability asks for it, and says when that failed. Stateless. */
record Forcing(LogFiles files, boolean wanted) {
    void file(LogFiles.Handle handle) throws ForceFailedException {
        if (wanted) {
            try {
                handle.force();
            } catch (IOException e) {
                throw new ForceFailedException(e);
            }
        }
    }

    void directory(Path folder) throws ForceFailedException {
        if (wanted) {
            try {
                files.forceDirectory(folder);
            } catch (IOException e) {
                throw new ForceFailedException(e);
            }
        }
    }
}
