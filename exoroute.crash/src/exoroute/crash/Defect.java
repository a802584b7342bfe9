package exoroute.crash;

import java.util.Arrays;
import java.util.Locale;

/** What a router is made to do wrong, to prove that the harness notices. */
public enum Defect {
    /** Nothing. */
    NONE,
    /** After a restart it sends its last child again, under another id. */
    RESENDS,
    /** After a restart it sends its last child again, as it was. */
    REPEATS,
    /** It takes no notice of one fill a process, however often it is reported, and of nothing that counts it. */
    DROPS_A_FILL,
    /** It counts the first fill of a process twice, under another execution id. */
    DOUBLES_A_FILL,
    /** It accepts an order before that is recorded. */
    ACKNOWLEDGES_EARLY;

    /** The name in commands. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException naming it and all that are known
     */
    public static Defect parse(String text) {
        return Arrays.stream(values()).filter(d -> d.text().equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("defect '" + text + "' is not known; known are "
                        + Arrays.stream(values()).map(Defect::text).toList()));
    }
}
