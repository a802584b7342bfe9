package exoroute.ledger;

import exoroute.api.plan.Durability;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How an embedded log works.
 *
 * @param directory its folder, made when missing; one process at a time
 * @param author identity that vouches for the records, 1 to 128 characters
 * @param durability {@link Durability#PROCESS_CRASH} (never forced) or {@link Durability#LOCAL_FSYNC}
 * @param segmentBytes a segment that reached this size is followed by a new one
 * @param objectThreshold payloads of more bytes than this lie in {@code objects/}
 * @param groupRecords most records of one group commit
 * @param groupBytes a group takes no further record once its payloads reached this size
 * @param inFlight offers not yet completed; an offer beyond them blocks its caller
 * @param reserveBytes size of the file that is kept for risk-reducing offers while the disk is full
 */
public record LogSettings(
        Path directory,
        String author,
        Durability durability,
        long segmentBytes,
        int objectThreshold,
        int groupRecords,
        int groupBytes,
        int inFlight,
        long reserveBytes) {

    public LogSettings {
        if (durability != Durability.PROCESS_CRASH && durability != Durability.LOCAL_FSYNC) {
            throw new IllegalArgumentException(
                    "durability " + durability + " needs a cluster; an embedded log offers PROCESS_CRASH or LOCAL_FSYNC");
        }
        if (author.isEmpty() || author.length() > 128) {
            throw new IllegalArgumentException("author '" + author + "' is not 1 to 128 characters");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(author)) {
            throw new IllegalArgumentException("author '" + author + "' has a lone surrogate");
        }
        requirePositive("segmentBytes", segmentBytes);
        requirePositive("objectThreshold", objectThreshold);
        requirePositive("groupRecords", groupRecords);
        requirePositive("groupBytes", groupBytes);
        requirePositive("inFlight", inFlight);
        requirePositive("reserveBytes", reserveBytes);
    }

    /** 64 MiB segments, 4 KiB threshold, groups of up to 1024 records or 4 MiB, 16384 offers in flight, 1 MiB reserve. */
    public static LogSettings of(Path directory, String author, Durability durability) {
        return new LogSettings(directory, author, durability, 64L << 20, 4096, 1024, 4 << 20, 16_384, 1 << 20);
    }

    boolean forced() {
        return durability == Durability.LOCAL_FSYNC;
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " = " + value + " is not positive");
        }
    }
}
