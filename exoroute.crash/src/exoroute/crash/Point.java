package exoroute.crash;

import java.util.Arrays;
import java.util.Locale;

/** The places at which a router can be stopped, so that it is killed exactly there. */
public enum Point {
    /** A record is about to be offered to the log. */
    BEFORE_OFFER,
    /** The log took an offer; nothing is known about it yet. */
    AFTER_OFFER,
    /** A file or folder of the log is about to be forced to the disk. */
    BEFORE_FSYNC,
    /** A file or folder was forced; nobody was told. */
    AFTER_FSYNC,
    /** A record is committed and about to be applied. */
    BETWEEN_COMMIT_AND_DELIVERY,
    /** A child is about to be handed to its adapter. */
    BEFORE_SEND,
    /** The adapter took the child; it may be written to the socket, or half of it, or nothing. */
    AFTER_SEND,
    /** A venue's report is about to be handed to the desk. */
    BEFORE_ACKNOWLEDGEMENT,
    /** The desk took the report. */
    AFTER_ACKNOWLEDGEMENT,
    /** Inside one of the writes of a snapshot, or before one of its forces or renames. */
    DURING_SNAPSHOT,
    /** While the log is read, or the core rebuilt from it. */
    DURING_RECOVERY;

    /** The name in commands, on the standard output and in tables. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException naming it and all that are known
     */
    public static Point parse(String text) {
        return Arrays.stream(values()).filter(p -> p.text().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("point '" + text + "' is not known; known are "
                        + Arrays.stream(values()).map(Point::text).toList()));
    }
}
