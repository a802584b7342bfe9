package exoroute.crash;

import exoroute.api.adapter.ExecutionListener;
import exoroute.api.adapter.Subscription;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An adapter with a planted defect; only for proving that it is found. */
final class DefectiveVenue extends VenueWrapper {
    private static final long OTHER_ID = 1L << 15;

    private final Defect defect;
    private final Path last;
    private boolean resent;
    private ExecutionReport chosen;

    /** @param folder where it keeps the last child it sent */
    DefectiveVenue(VenueAdapter inner, Defect defect, Path folder) {
        super(inner);
        this.defect = defect;
        this.last = folder.resolve("last-child-" + inner.venue().id());
    }

    @Override
    public void submit(ChildOrder order) {
        super.submit(order);
        if (resends()) {
            try {
                Files.writeString(last, order.id() + " " + order.parent() + " " + order.listing().symbol() + " "
                        + order.side() + " " + order.limitTicks() + " " + order.lots());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private boolean resends() {
        return defect == Defect.RESENDS || defect == Defect.REPEATS;
    }

    private synchronized void resend() {
        if (!resends() || resent || !Files.exists(last)) {
            return;
        }
        resent = true;
        try {
            String[] o = Files.readString(last).split(" ");
            if (o.length == 6) {
                long id = Long.parseLong(o[0]) + (defect == Defect.RESENDS ? OTHER_ID : 0);
                super.submit(new ChildOrder(
                        id, Long.parseLong(o[1]), new ListingId(venue().id(), o[2]), Side.valueOf(o[3]), OrderType.LIMIT,
                        TimeInForce.IOC, Long.parseLong(o[4]), Long.parseLong(o[5]), 0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Subscription subscribe(ExecutionListener listener) {
        return super.subscribe(new ExecutionListener() {
            @Override
            public void onReport(ExecutionReport report) {
                reported(listener, report);
            }

            @Override
            public void onSession(boolean up, String reason) {
                listener.onSession(up, reason);
                if (up) {
                    resend();
                }
            }
        });
    }

    private synchronized void reported(ExecutionListener listener, ExecutionReport report) {
        if (chosen == null && report.type() == Type.TRADE) {
            chosen = report;
        }
        if (chosen == null || chosen.child() != report.child()) {
            listener.onReport(report);
        } else if (defect == Defect.DROPS_A_FILL) {
            if (!report.execId().equals(chosen.execId())) {
                listener.onReport(counting(report, -chosen.lastLots(), report.execId()));
            }
        } else {
            listener.onReport(report);
            if (defect == Defect.DOUBLES_A_FILL && report.execId().equals(chosen.execId())) {
                listener.onReport(counting(report, 0, report.execId() + "-again"));
            }
        }
    }

    private static ExecutionReport counting(ExecutionReport r, long more, String execId) {
        return new ExecutionReport(
                r.listing(), r.child(), r.venueOrderId(), r.type(), execId, r.refExecId(),
                Math.max(0, r.cumulativeLots() + more), r.leavesLots(), r.lastLots(), r.lastTicks(), r.fee(),
                r.feeCurrency(), r.liquidity(), r.venueTime(), r.text());
    }
}
