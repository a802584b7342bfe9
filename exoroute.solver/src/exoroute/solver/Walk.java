package exoroute.solver;

/**
 * From the price at which the venues wanted nearly the quantity to the one at which they want it: breakpoint by breakpoint,
 * the nearest one first. For books of which a few levels changed, where few are on the way. Every venue's piece of demand
 * ({@link Pieces}) is taken along, so that no book is read but where its demand bends. One serves many searches, one at a
 * time.
 */
final class Walk {
    private static final int TRIES = 3;
    /** How much further the next try looks for breakpoints. */
    private static final double FURTHER = 4;

    private final Demands demands;
    private Levels levels;
    private Pieces pieces;
    private PriceSearch.Watcher watcher;
    /** A heap of the venues whose pieces end on the way, nearest first: how far, up or down, and who. */
    private double[] key = {};
    private int[] who;
    private int count;
    /** Just below the price that all were asked at last: demand, and how fast it grows. */
    private double sum;
    private double slope;
    /** Passes over the venues, and breakpoints gone through, since it serves this search. */
    int rounds;
    int steps;
    private int most;

    Walk(Demands demands) {
        this.demands = demands;
    }

    /** Serves whom the demands serve now, and tells someone of every round, unless that is null. */
    void serve(PriceSearch.Watcher hears) {
        watcher = hears;
        levels = demands.levels;
        pieces = demands.pieces;
        rounds = 0;
        steps = 0;
        most = most(demands.venues);
        if (key.length < demands.venues) {
            key = new double[demands.venues];
            who = new int[demands.venues];
        }
    }

    /** Breakpoints of so many venues beyond which a search by whole passes is faster. */
    static int most(int venues) {
        return 64 + venues;
    }

    /**
     * The price at which venues, bound by nothing but what they offer, want a quantity.
     *
     * @param start where they wanted nearly so much
     * @param up whether it likely costs more
     * @param reach how far it likely is away at most
     * @return NaN when it is further, too much is on the way, or a venue's demand there is no straight line
     */
    double price(double quantity, double start, boolean up, double reach) {
        double at = start;
        double far = reach;
        boolean climbs = up;
        for (int i = 0; i < TRIES; i++) {
            double limit = climbs ? at + far : at - far;
            rounds++;
            if (!ask(at, climbs, limit)) {
                return Double.NaN;
            }
            double missing = quantity - sum;
            if (missing == 0) {
                heard(at, 0);
                return at;
            }
            if (missing > 0 == climbs) {
                double found = climbs ? climb(missing, at, limit) : descend(missing, at, limit);
                heard(at, found == at ? 0 : missing);
                if (found == found || !(far < Double.POSITIVE_INFINITY) || steps > most) {
                    return found;
                }
                at = limit;
                far *= FURTHER;
            } else {
                heard(at, missing);
                climbs = !climbs;
            }
        }
        return Double.NaN;
    }

    private void heard(double at, double missing) {
        if (watcher != null) {
            watcher.round(at, missing);
        }
    }

    /** Asks all for their demand just below a price, and gathers who is on the way; false if someone's is no straight line. */
    private boolean ask(double at, boolean climbs, double limit) {
        sum = 0;
        slope = 0;
        count = 0;
        double far = Math.min(Double.MAX_VALUE, climbs ? limit : -limit);
        for (int part = 0; part < demands.venues; part += Demands.AT_ONCE) {
            int stop = Math.min(demands.venues, part + Demands.AT_ONCE);
            double size = 0;
            double grows = 0;
            int missing = 0;
            for (int v = part; v < stop; v++) {
                if (pieces.coversUpTo(v, at)) {
                    size += pieces.at(v, at);
                    grows += pieces.slope(v);
                    add(v, climbs, far);
                } else {
                    demands.unseen[missing++] = v;
                }
            }
            sum += size;
            slope += grows;
            if (missing > 0 && !see(missing, at, climbs, far)) {
                return false;
            }
        }
        for (int i = (count >>> 1) - 1; i >= 0; i--) {
            sift(i);
        }
        return true;
    }

    private boolean see(int missing, double at, boolean climbs, double far) {
        demands.see(missing, at);
        for (int i = 0; i < missing; i++) {
            int v = demands.unseen[i];
            if (!pieces.coversUpTo(v, at)) {
                return false;
            }
            sum += pieces.at(v, at);
            slope += pieces.slope(v);
            add(v, climbs, far);
        }
        return true;
    }

    private double climb(double quantity, double start, double limit) {
        double at = start;
        double missing = quantity;
        double grows = slope;
        while (count > 0) {
            int v = who[0];
            double next = key[0];
            double reached = missing - grows * (next - at);
            if (grows > 0 && reached <= 0) {
                return Math.min(next, at + missing / grows);
            }
            missing = grows > 0 ? reached : missing;
            at = next;
            double jump = pieces.jumpAbove(v);
            if (missing <= jump) {
                return at;
            }
            missing -= jump;
            double turns = pieces.climb(v);
            if (turns != turns) {
                return Double.NaN;
            }
            if (++steps > most) {
                return Double.NaN;
            }
            grows += turns;
            replace(pieces.to(v), limit);
        }
        return grows > 0 && missing <= grows * (limit - at) ? at + missing / grows : Double.NaN;
    }

    private double descend(double quantity, double start, double limit) {
        double at = start;
        double missing = quantity;
        double grows = slope;
        while (count > 0) {
            int v = who[0];
            double next = -key[0];
            double reached = missing + grows * (at - next);
            if (grows > 0 && reached >= 0) {
                return Math.max(next, at + missing / grows);
            }
            missing = grows > 0 ? reached : missing;
            at = next;
            missing += pieces.jumpBelow(v);
            double turns = pieces.descend(v);
            if (turns != turns) {
                return Double.NaN;
            }
            if (missing >= 0) {
                return at;
            }
            if (++steps > most) {
                return Double.NaN;
            }
            grows += turns;
            replace(-pieces.from(v), -limit);
        }
        return grows > 0 && missing >= grows * (limit - at) ? at + missing / grows : Double.NaN;
    }

    /** Adds a venue if its piece ends on the way; without a branch, as nothing tells which do. */
    private void add(int v, boolean climbs, double far) {
        double end = climbs ? pieces.to(v) : -pieces.from(v);
        key[count] = end;
        who[count] = v;
        count += Levels.below(end, far);
    }

    /** The first now is somewhere else, or beyond the limit. */
    private void replace(double to, double limit) {
        if (to < limit) {
            key[0] = to;
        } else {
            count--;
            key[0] = key[count];
            who[0] = who[count];
        }
        sift(0);
    }

    private void sift(int from) {
        int i = from;
        double moved = key[i];
        int mover = who[i];
        for (int child = 2 * i + 1; child < count; child = 2 * i + 1) {
            if (child + 1 < count && key[child + 1] < key[child]) {
                child++;
            }
            if (moved <= key[child]) {
                break;
            }
            key[i] = key[child];
            who[i] = who[child];
            i = child;
        }
        key[i] = moved;
        who[i] = mover;
    }
}
