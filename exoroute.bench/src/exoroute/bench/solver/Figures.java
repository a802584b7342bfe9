package exoroute.bench.solver;

import java.util.HashMap;
import java.util.Map;

/** Everything that one run found, by row, kind and number of venues. */
final class Figures {
    static final int[] VENUES = {5, 50, 500, 5_000};
    static final String COLD = "price search, cold";
    static final String CHANGED = "price search, 1 % changed";
    static final String BUILD = "books built";
    static final String SOLVE = ", solve";
    static final String MODEL = ", model and solve";

    /**
     * What JMH measured.
     *
     * @param micros median
     * @param bytes a solve, on the Java heap
     */
    record Time(double micros, double bytes) {
        static final Time NONE = new Time(Double.NaN, Double.NaN);
    }

    private final Map<String, Time> times = new HashMap<>();
    private final Map<String, String> notes = new HashMap<>();
    private final Map<String, Rounds> rounds = new HashMap<>();
    private final Map<String, Double> differences = new HashMap<>();

    private static String key(String what, Kind kind, int venues) {
        return what + "|" + kind + "|" + venues;
    }

    void time(String what, Kind kind, int venues, Time time) {
        times.put(key(what, kind, venues), time);
    }

    Time time(String what, Kind kind, int venues) {
        return times.getOrDefault(key(what, kind, venues), Time.NONE);
    }

    /** Why there is no time: shown in its place. */
    void note(String what, Kind kind, int venues, String note) {
        notes.put(key(what, kind, venues), note);
    }

    String micros(String what, Kind kind, int venues) {
        double micros = time(what, kind, venues).micros();
        return Double.isNaN(micros) ? notes.getOrDefault(key(what, kind, venues), "-") : Table.number(micros);
    }

    /** Median of one row by the median of another; NaN when one is missing. */
    double ratio(String what, String by, Kind kind, int venues) {
        return time(what, kind, venues).micros() / time(by, kind, venues).micros();
    }

    void rounds(Kind kind, int venues, Rounds counted) {
        rounds.put(key("", kind, venues), counted);
    }

    Rounds rounds(Kind kind, int venues) {
        return rounds.get(key("", kind, venues));
    }

    void difference(Peer peer, int venues, double worst) {
        differences.merge(key(peer.label(), peer.kind(), venues), worst, Math::max);
    }

    double difference(Peer peer, int venues) {
        return differences.getOrDefault(key(peer.label(), peer.kind(), venues), Double.NaN);
    }
}
