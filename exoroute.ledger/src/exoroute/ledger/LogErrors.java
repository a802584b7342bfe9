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

    /** The file system refused; nothing of the offer is there. */
    static LogException full(Path file, String doing, Exception cause) {
        return new LogException(Reason.FULL, 0, "log file " + file + ": " + doing + " failed (" + cause
                + "); nothing of the offer was recorded, and only risk-reducing offers are taken until there is room:"
                + " free space there, or check permissions and the device; the log then goes on by itself", cause);
    }

    /** A normal offer while the log is reduced. */
    static LogException reduced(Path directory, Throwable first) {
        return new LogException(Reason.FULL, 0, "log " + directory + " takes only risk-reducing offers since an earlier failure: "
                + first.getMessage(), first);
    }

    /** An offer behind one that was refused. */
    static LogException behindRefused(Offer offer, long next) {
        return new LogException(Reason.FULL, 0, "producer " + offer.producer() + ": sequence " + offer.sequence()
                + " stands behind sequence " + next + ", which was refused for want of room; nothing of it was recorded,"
                + " continue with " + next, null);
    }

    static LogException closed(Path directory) {
        return new LogException(Reason.CLOSED, 0, "log " + directory + " is closed; open it again", null);
    }

    static LogException failed(Path directory, Throwable first) {
        return new LogException(Reason.IO, 0, "log " + directory + " is read-only since an earlier failure: "
                + first.getMessage() + "; repair the cause and restart the log", first);
    }
}
