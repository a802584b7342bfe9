package exoroute.ledger;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import java.nio.file.Path;

/** The wording of the log's errors: the thing, the place, the remedy. */
final class LogErrors {
    private LogErrors() {}

    static LogException corrupt(Path file, long offset, long position, String what) {
        return new LogException(Reason.CORRUPT, position, "log file " + file + ", offset " + offset + ", position " + position
                + ": " + what + "; restore this file from a copy, the records before this position verify", null);
    }

    static LogException io(Path file, String doing, Exception cause) {
        return new LogException(Reason.IO, 0, "log file " + file + ": " + doing + " failed (" + cause
                + "); check free space, permissions and the device", cause);
    }

    static LogException closed(Path directory) {
        return new LogException(Reason.CLOSED, 0, "log " + directory + " is closed; open it again", null);
    }

    static LogException failed(Path directory, Throwable first) {
        return new LogException(Reason.IO, 0, "log " + directory + " is read-only since an earlier failure: "
                + first.getMessage() + "; repair the cause and restart the log", first);
    }
}
