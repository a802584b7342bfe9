package exoroute.bench;

import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Liquidity;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.solver.Solution;
import exoroute.router.codec.LogFormat;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreOutput;
import exoroute.router.core.RoutingCore;
import exoroute.solver.PriceSearchSolver;
import java.util.ArrayList;
import java.util.List;

/**
 * The core alone, without log: what an event costs. Orders of 20 BTC over eight venues of fifty levels, each solved,
 * sent, acknowledged and filled in two parts.
 */
final class PureCore {
    private static final int WARM_UP = 20_000;
    private static final int ORDERS = 6_000;

    private final PriceSearchSolver engine = new PriceSearchSolver();
    private final List<Listing> listings = Fixture.listings();
    private final List<CoreEvent> recorded = new ArrayList<>();
    private RoutingCore core;
    private long position;
    private long executions;
    private final List<Long> reports = new ArrayList<>();
    private final List<Long> solves = new ArrayList<>();
    private final List<Long> plans = new ArrayList<>();
    private final List<Long> engineTimes = new ArrayList<>();
    private final List<Long> answers = new ArrayList<>();

    static void run() {
        PureCore bench = new PureCore();
        bench.round(WARM_UP, false);
        bench.round(ORDERS, true);
        bench.print();
    }

    private void round(int orders, boolean last) {
        core = new RoutingCore();
        position = 0;
        recorded.clear();
        List.of(reports, solves, plans, engineTimes, answers).forEach(List::clear);
        apply(new CoreEvent.Started("bench"));
        apply(new CoreEvent.Configured(Fixture.config(Integer.MAX_VALUE, 200)));
        listings.forEach(l -> {
            apply(new CoreEvent.Listed(l, l.id().venue()));
            apply(new CoreEvent.SessionChanged(l.id().venue(), true, ""));
        });
        for (int i = 0; i < orders; i++) {
            order(i);
        }
    }

    private List<CoreOutput> apply(CoreEvent event) {
        recorded.add(event);
        return core.apply(++position, Fixture.START + position * 1_000, event);
    }

    private void order(int n) {
        for (Listing listing : listings) {
            apply(new CoreEvent.BookObserved(Fixture.book(listing, n, 6_000_000 + n % 7)));
        }
        long before = System.nanoTime();
        List<CoreOutput> outputs = apply(new CoreEvent.OrderPlaced(
                Fixture.context(n), Fixture.order(Side.BUY, 2_000_000_000L, 0)));
        long planned = System.nanoTime();
        CoreOutput.StartSolve ask = null;
        for (CoreOutput output : outputs) {
            ask = output instanceof CoreOutput.StartSolve s ? s : ask;
        }
        long begun = System.nanoTime();
        Solution solution = engine.solve(ask.problem());
        long solved = System.nanoTime();
        CoreEvent.Solved answer = new CoreEvent.Solved(ask.solve(), engine.id(), engine.version(), solution, "");
        long answered = System.nanoTime();
        outputs = apply(answer);
        long done = System.nanoTime();
        plans.add(planned - before);
        engineTimes.add(solved - begun);
        answers.add(done - answered);
        solves.add(planned - before + solved - begun + done - answered);
        for (CoreOutput output : outputs) {
            if (output instanceof CoreOutput.Submit s) {
                fill(s.order());
            }
        }
    }

    private void fill(ChildOrder child) {
        long half = child.lots() / 2;
        report(child, Type.NEW, 0, child.lots(), 0);
        report(child, Type.TRADE, half, child.lots() - half, half);
        report(child, Type.TRADE, child.lots(), 0, child.lots() - half);
    }

    private void report(ChildOrder child, Type type, long cumulative, long leaves, long last) {
        CoreEvent event = new CoreEvent.Reported(new ExecutionReport(
                child.listing(), child.id(), "v", type, "e" + ++executions, "", cumulative, leaves, last,
                last == 0 ? 0 : child.limitTicks(), 0, "", last == 0 ? Liquidity.NONE : Liquidity.TAKER, 0, ""));
        long before = System.nanoTime();
        apply(event);
        reports.add(System.nanoTime() - before);
    }

    private void print() {
        Spread report = spread(reports);
        Spread decode = decoding();
        Bench.line("report to commands, core", report + ", " + ratio(report, decode) + " of decoding the same report from its record ("
                + decode + ")", report.micros(0.5) <= 2, "p50 <= 2 us");
        Spread solve = spread(solves);
        Bench.line("solve, 8 venues x 50 levels", solve + "; of it plan " + spread(plans).micros(0.5) + ", engine "
                + spread(engineTimes).micros(0.5) + ", children " + spread(answers).micros(0.5) + " us at p50",
                solve.micros(0.5) <= 25, "p50 <= 25 us");
        replay();
    }

    /** The peer of a report: reading it from its record, which nobody who logs can avoid. */
    private Spread decoding() {
        List<CoreEvent.Reported> events = recorded.stream().filter(CoreEvent.Reported.class::isInstance)
                .map(CoreEvent.Reported.class::cast).limit(100_000).toList();
        List<byte[]> payloads = events.stream().map(LogFormat::encode).toList();
        String kind = LogFormat.kind(events.get(0));
        List<Long> times = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            times.clear();
            for (byte[] payload : payloads) {
                long before = System.nanoTime();
                LogFormat.decodeEvent(kind, payload);
                times.add(System.nanoTime() - before);
            }
        }
        return spread(times);
    }

    private void replay() {
        long nanos = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            RoutingCore fresh = new RoutingCore();
            long at = 0;
            long before = System.nanoTime();
            for (CoreEvent event : recorded) {
                fresh.apply(++at, Fixture.START + at * 1_000, event);
            }
            nanos = Math.min(nanos, System.nanoTime() - before);
        }
        double perSecond = recorded.size() / (nanos / 1e9);
        Bench.line("events replayed, core", String.format(java.util.Locale.ROOT,
                "%.0f a second (%d events, of them %d reports, %d books, %d solves)", perSecond, recorded.size(),
                reports.size(), recorded.stream().filter(CoreEvent.BookObserved.class::isInstance).count(), solves.size()),
                perSecond >= 500_000, ">= 500,000/s");
    }

    private static Spread spread(List<Long> times) {
        return new Spread(times.stream().mapToLong(Long::longValue).toArray());
    }

    static String ratio(Spread a, Spread b) {
        return String.format(java.util.Locale.ROOT, "%.2f", a.micros(0.5) / b.micros(0.5));
    }
}
