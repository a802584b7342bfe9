package exoroute.ledger;

import exoroute.api.plan.LogRecord;
import java.util.List;

/** The newest two snapshots, held in memory. Changed by one thread; asked from any. */
final class Snapshots {
    private volatile List<LogRecord> newest = List.of();

    /** Notes a snapshot behind all others. */
    void add(LogRecord record) {
        newest = newest.isEmpty() ? List.of(record) : List.of(record, newest.get(0));
    }

    /** Newest first. */
    List<LogRecord> newest() {
        return newest;
    }

    /** Position of the older of two; 1 while there are fewer: what lies before need not be at hand. */
    long base() {
        return newest.size() < 2 ? 1 : newest.get(1).position();
    }
}
