package exoroute.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * One planned kill.
 *
 * @param number from 1
 * @param point where, null for anywhere
 * @param occurrence how often the point must be reached
 * @param live for one at no point: counted from when the router is live, not from its start
 * @param delayMillis for one at no point: so much later
 * @param again whether the restart after it is killed as well, so much after its start; -1 for not
 * @param fault what one of the venues does wrong meanwhile
 * @param faulty which venue
 */
record Kill(int number, Point point, long occurrence, boolean live, long delayMillis, long again, String fault, int faulty) {
    /** Rows of the table for kills at no point. */
    static final String RANDOM = "random";
    /** Row of the kills that hit a restart after another kill. */
    static final String TWICE = "second kill, in the restart";

    private static final List<String> FAULTS = List.of(
            "none", "none", "none", "duplicates", "reorders", "duplicates,reorders,delay.us=30000", "drop.ppm=200000,seed=7",
            "delay.us=120000", "cancel-races", "never-fills", "flap.ms=300", "silent", "deaf", "rejects");
    private static final int AGAIN_EVERY = 6;
    private static final int AFTER_START = 1_500;
    private static final int AFTER_LIVE = 1_000;
    private static final int RESTART = 900;

    /** The row it is counted in. */
    String row() {
        return point == null ? RANDOM : point.text();
    }

    /** All kills of a run, shuffled. */
    static List<Kill> schedule(RunOptions options) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < options.killsPerPoint(); i++) {
            points.addAll(options.points());
        }
        points.addAll(Collections.nCopies(options.random(), null));
        Collections.shuffle(points, new Random(options.seed()));
        SplittableRandom random = new SplittableRandom(options.seed());
        List<Kill> kills = new ArrayList<>();
        for (Point point : points) {
            boolean live = random.nextBoolean();
            kills.add(new Kill(
                    kills.size() + 1, point, point == null ? 0 : 1 + random.nextLong(most(point)), live,
                    random.nextLong(live ? AFTER_LIVE : AFTER_START),
                    random.nextInt(AGAIN_EVERY) == 0 ? 200 + random.nextLong(RESTART) : -1,
                    FAULTS.get(random.nextInt(FAULTS.size())), random.nextInt(Setup.VENUES.size())));
        }
        return kills;
    }

    /** About how often a router reaches a point while it works through its orders. */
    private static int most(Point point) {
        return switch (point) {
            case BEFORE_OFFER, AFTER_OFFER, BETWEEN_COMMIT_AND_DELIVERY -> 200;
            case BEFORE_FSYNC, AFTER_FSYNC -> 100;
            case BEFORE_SEND, AFTER_SEND -> 25;
            case BEFORE_ACKNOWLEDGEMENT, AFTER_ACKNOWLEDGEMENT -> 40;
            case DURING_SNAPSHOT -> 24;
            case DURING_RECOVERY -> 100;
        };
    }

    /** The same with half the occurrence: the router did not get so far. */
    Kill sooner() {
        return new Kill(number, point, Math.max(1, occurrence / 2), live, delayMillis, again, "none", faulty);
    }
}
