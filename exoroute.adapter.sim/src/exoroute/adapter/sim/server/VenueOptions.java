package exoroute.adapter.sim.server;

import exoroute.adapter.sim.Faults;
import exoroute.adapter.sim.ListingText;
import exoroute.adapter.sim.VenueModel;
import exoroute.api.market.Listing;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The command line of a venue process. */
final class VenueOptions {
    static final String USAGE = """
            usage: VenueProcess --venue ID --listing TEXT... --journal FILE [option...] | --dump FILE
              --venue ID            venue id, lower case
              --listing TEXT        SYMBOL;BASE/QUOTE;sizeScale;priceScale;tick;lot;minSize;takerFee;makerFee
              --journal FILE        record of orders and executions; recovered from when it exists
              --quote TEXT          SYMBOL;BUY or SELL;price;size: liquidity at the start
              --refill              every quote is topped up after every step
              --balance CUR=AMOUNT  what the desk holds at the start
              --port N              port on 127.0.0.1; 0, the default, for a free one
              --port-file FILE      gets the port, for who started the process
              --fsync               force every step's journal lines to the disk
              --depth N             levels a side that are published, 50
              --faults TEXT         what the venue does wrong from the start, none
              --seed N --latency-min-us N --latency-max-us N --reject-ppm N --partial-ppm N
                                    how orders fare, 1 0 0 0 0
              --dump FILE           print a journal as a table and end""";

    private static final Set<String> FLAGS = Set.of("--refill", "--fsync");
    private static final Set<String> MANY = Set.of("--listing", "--quote", "--balance");
    private static final Set<String> ONCE = Set.of(
            "--venue", "--journal", "--port", "--port-file", "--depth", "--faults", "--seed", "--latency-min-us",
            "--latency-max-us", "--reject-ppm", "--partial-ppm", "--dump");
    private static final int MAX_PORT = 65_535;
    private static final int MAX_DEPTH = 1_000;
    private static final int ONE = 1_000_000;
    private static final long MINUTE_MICROS = 60_000_000;

    private final Map<String, List<String>> given = new TreeMap<>();

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException naming option, value and remedy
     */
    VenueOptions(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (!FLAGS.contains(name) && !MANY.contains(name) && !ONCE.contains(name)) {
                throw new IllegalArgumentException("option '" + name + "' is not known\n" + USAGE);
            }
            boolean flag = FLAGS.contains(name);
            if (!flag && i + 1 == arguments.length) {
                throw new IllegalArgumentException("option " + name + " needs a value\n" + USAGE);
            }
            List<String> values = given.computeIfAbsent(name, n -> new ArrayList<>());
            values.add(flag ? "" : arguments[++i]);
            if (values.size() > 1 && !MANY.contains(name)) {
                throw new IllegalArgumentException("option " + name + " is given twice; give it once");
            }
        }
    }

    /** The journal to print, or null. */
    Path dump() {
        return given.containsKey("--dump") ? path("--dump") : null;
    }

    VenueFacts facts() {
        String venue = required("--venue");
        if (!venue.matches("[a-z0-9][a-z0-9-]*")) {
            throw bad("--venue", venue, "it must be lower-case letters, digits and -, for example alpha");
        }
        required("--listing");
        VenueFacts facts = new VenueFacts(venue, all("--listing"), all("--balance"));
        check("--listing", () -> facts.listings());
        check("--balance", () -> facts.balances());
        return facts;
    }

    VenueEngine.Behaviour behaviour(List<Listing> listings) {
        List<ListingText.Quote> quotes = new ArrayList<>();
        check("--quote", () -> {
            all("--quote").forEach(text -> quotes.add(ListingText.quote(listings, text)));
            return ListingText.uncrossed(quotes);
        });
        long micro = TimeUnit.MICROSECONDS.toNanos(1);
        long least = number("--latency-min-us", 0, 0, MINUTE_MICROS);
        long largest = number("--latency-max-us", least, least, MINUTE_MICROS);
        VenueModel model = new VenueModel(
                number("--seed", 1, Long.MIN_VALUE, Long.MAX_VALUE), least * micro, largest * micro,
                (int) number("--reject-ppm", 0, 0, ONE), (int) number("--partial-ppm", 0, 0, ONE));
        String faults = one("--faults", "none");
        return new VenueEngine.Behaviour(
                model, check("--faults", () -> Faults.parse(faults)), quotes, given.containsKey("--refill"),
                (int) number("--depth", 50, 1, MAX_DEPTH));
    }

    Path journal() {
        required("--journal");
        return path("--journal");
    }

    boolean fsync() {
        return given.containsKey("--fsync");
    }

    int port() {
        return (int) number("--port", 0, 0, MAX_PORT);
    }

    /** Where the port is to be written, or null. */
    Path portFile() {
        return given.containsKey("--port-file") ? path("--port-file") : null;
    }

    private List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    private String one(String name, String otherwise) {
        return given.containsKey(name) ? given.get(name).get(0) : otherwise;
    }

    private String required(String name) {
        if (!given.containsKey(name)) {
            throw new IllegalArgumentException("option " + name + " is missing\n" + USAGE);
        }
        return given.get(name).get(0);
    }

    private Path path(String name) {
        String text = one(name, "");
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw bad(name, text, "it is no path: " + e.getReason());
        }
    }

    private long number(String name, long otherwise, long least, long largest) {
        String text = one(name, Long.toString(otherwise));
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= largest) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw bad(name, text, "give a whole number in " + least + ".." + largest);
        }
        throw bad(name, text, "give a whole number in " + least + ".." + largest);
    }

    private interface Parsing<T> {
        T parse();
    }

    private static <T> T check(String name, Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("option " + name + ": " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException bad(String name, String value, String remedy) {
        return new IllegalArgumentException("option " + name + ": '" + value + "': " + remedy);
    }
}
