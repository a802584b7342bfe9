package exoroute.solver.cohort;

import exoroute.api.market.Side;
import exoroute.api.solver.Broadcast;
import exoroute.api.solver.Broadcast.Kind;
import exoroute.api.solver.LocalProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Curves;
import exoroute.solver.VenueCurve;
import exoroute.solver.admm.PartAgent;
import exoroute.solver.admm.VenuePart;
import java.util.List;

/**
 * One venue as a private agent: answers price searches in whole lots and ADMM in scaled integers. Its ladder stays here.
 * One thread at a time.
 */
public final class VenueAgent implements LocalProblem {
    private final long lot;
    private final VenueCurve curve;
    private final VenuePart part;
    private final PartAgent admm;
    private long taken;

    /**
     * An agent.
     *
     * @param ladder what it offers; minimum sizes are not looked at
     * @param reference the cohort's reference price in price units, with the sign of the side
     */
    public VenueAgent(VenueLadder ladder, Side side, int sizeScale, int priceScale, long reference) {
        lot = ladder.lot();
        Curves curves = new Curves(List.of(ladder), v -> side, sizeScale, priceScale, reference);
        curve = new VenueCurve(curves, 0);
        part = new VenuePart(curves, 0, 1);
        admm = new PartAgent(ladder.id(), part);
    }

    @Override
    public int dimension() {
        return 1;
    }

    /** What it took last, in size units: its share at the end of a price search, else of the last ADMM round. */
    public long taken() {
        return taken;
    }

    @Override
    public List<String> slots(Broadcast broadcast) {
        return switch (broadcast.kind()) {
            case PRICES -> PriceSlots.names(broadcast.duals().prices().length);
            case SETTLE -> PriceSlots.TAKEN;
            default -> admm.slots(broadcast);
        };
    }

    @Override
    public long[] answer(Broadcast broadcast) {
        return switch (broadcast.kind()) {
            case PRICES -> demands(broadcast);
            case SETTLE -> settle(broadcast);
            default -> round(broadcast);
        };
    }

    private long[] demands(Broadcast broadcast) {
        int n = broadcast.duals().prices().length;
        long[] slots = new long[2 * n];
        for (int i = 0; i < n; i++) {
            slots[i] = whole(curve.demandLow(broadcast.duals().price(i)));
            slots[n + i] = whole(curve.demandHigh(broadcast.duals().price(i)));
        }
        return slots;
    }

    private long whole(double size) {
        return (long) size / lot * lot;
    }

    /** At one price what is wanted at least and at most; between two what is wanted at the one and at the other. */
    private long[] settle(Broadcast broadcast) {
        double from = broadcast.duals().price(0);
        double to = broadcast.duals().price(1);
        long low = whole(from == to ? curve.demandLow(from) : curve.demandHigh(from));
        long high = whole(from == to ? curve.demandHigh(to) : curve.demandLow(to));
        taken = low + whole((double) (high - low) * broadcast.duals().theta() / PriceSlots.THETA);
        return new long[] {taken};
    }

    private long[] round(Broadcast broadcast) {
        long[] slots = admm.answer(broadcast);
        taken = broadcast.kind() == Kind.ROUND ? whole(part.size()) : taken;
        return slots;
    }
}
