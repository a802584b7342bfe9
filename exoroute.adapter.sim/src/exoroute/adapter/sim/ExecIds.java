package exoroute.adapter.sim;

/** Ids of reports: {@code PREFIX-n}, unique for good as long as a prefix is never begun twice. One thread. */
public final class ExecIds {
    private final String prefix;
    private long count;

    /** Continues after a count of ids that were given before. */
    public ExecIds(String prefix, long given) {
        this.prefix = prefix;
        this.count = given;
    }

    String next() {
        return prefix + "-" + ++count;
    }
}
