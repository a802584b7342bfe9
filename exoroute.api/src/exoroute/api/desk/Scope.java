package exoroute.api.desk;

/**
 * What a halt concerns.
 *
 * @param kind everything, one venue or one instrument
 * @param name venue id or instrument symbol, empty for everything
 */
public record Scope(Kind kind, String name) {
    /** Kinds of scope. */
    public enum Kind {
        /** Everything. */
        ALL,
        /** One venue. */
        VENUE,
        /** One instrument. */
        INSTRUMENT
    }

    /** Everything. */
    public static final Scope ALL = new Scope(Kind.ALL, "");

    @Override
    public String toString() {
        return kind == Kind.ALL ? "all" : kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name;
    }
}
