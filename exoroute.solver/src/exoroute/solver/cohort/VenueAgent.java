package exoroute.solver.cohort;

import exoroute.api.market.Side;
import exoroute.api.solver.Broadcast;
import exoroute.api.solver.Broadcast.Kind;
import exoroute.api.solver.LocalProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.solver.Curves;
import exoroute.solver.VenueCurve;
import exoroute.solver.admm.AdmmAgent;
import exoroute.solver.admm.ExchangeAdmm;
import exoroute.solver.admm.Slots;
import exoroute.solver.admm.Step;
import exoroute.solver.admm.VenuePart;
import exoroute.solver.admm.Wire;
import java.util.List;

/**
 * One venue as a private agent: answers price searches in whole lots and ADMM in scaled integers. Its ladder stays here.
 * One thread at a time.
 */
public final class VenueAgent implements LocalProblem {
    private final String id;
    private final long lot;
    private final VenueCurve curve;
    private final VenuePart part;
    private AdmmAgent admm;
    private String session = "";
    private long taken;

    /**
     * An agent.
     *
     * @param ladder what it offers; minimum sizes are not looked at
     * @param reference the cohort's reference price in price units, with the sign of the side
     */
    public VenueAgent(VenueLadder ladder, Side side, int sizeScale, int priceScale, long reference) {
        id = ladder.id();
        lot = ladder.lot();
        Curves curves = new Curves(List.of(ladder), v -> side, sizeScale, priceScale, reference);
        curve = new VenueCurve(curves, 0);
        part = new VenuePart(curves, 0, 1);
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
            default -> Wire.names(1);
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

    private double price(Broadcast broadcast, int i) {
        return Math.scalb((double) broadcast.duals().prices()[i], -broadcast.duals().fraction());
    }

    private long[] demands(Broadcast broadcast) {
        int n = broadcast.duals().prices().length;
        long[] slots = new long[2 * n];
        for (int i = 0; i < n; i++) {
            slots[i] = whole(curve.demandLow(price(broadcast, i)));
            slots[n + i] = whole(curve.demandHigh(price(broadcast, i)));
        }
        return slots;
    }

    private long whole(double size) {
        return (long) size / lot * lot;
    }

    /** At one price what is wanted at least and at most; between two what is wanted at the one and at the other. */
    private long[] settle(Broadcast broadcast) {
        double from = price(broadcast, 0);
        double to = price(broadcast, 1);
        long low = whole(from == to ? curve.demandLow(from) : curve.demandHigh(from));
        long high = whole(from == to ? curve.demandHigh(to) : curve.demandLow(to));
        taken = low + whole((double) (high - low) * broadcast.duals().theta() / PriceSlots.THETA);
        return new long[] {taken};
    }

    private long[] round(Broadcast broadcast) {
        if (broadcast.relaxation() != Math.round(ExchangeAdmm.RELAXATION * 1e9)) {
            throw new IllegalArgumentException("agent " + id + ": relaxation " + broadcast.relaxation()
                    + " is not the 1.6 of this protocol");
        }
        if (!session.equals(broadcast.session())) {
            session = broadcast.session();
            admm = new AdmmAgent(part, ExchangeAdmm.RELAXATION);
        }
        double[] prices = new double[broadcast.duals().prices().length];
        for (int c = 0; c < prices.length; c++) {
            prices[c] = price(broadcast, c);
        }
        double[] sums = new double[Slots.count(1)];
        admm.answer(new Step(broadcast.kind(), broadcast.iteration(), prices, broadcast.mix()), sums);
        taken = broadcast.kind() == Kind.ROUND ? whole(part.size()) : taken;
        return Wire.write(1, sums, broadcast.shifts());
    }
}
