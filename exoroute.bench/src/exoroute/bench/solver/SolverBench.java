package exoroute.bench.solver;

import java.util.ArrayList;
import java.util.List;

/** {@code ./bench.sh solver}: measures our engines and their peers and prints one table. */
public final class SolverBench {
    /** Who measures the exchange ADMM. */
    private static final AdmmRows ADMM = new OwnAdmm();

    private SolverBench() {}

    /**
     * Measures and prints.
     *
     * @param quick few iterations, for a look; a peer that takes long is left out
     * @return whether every benchmark ended and every peer agrees with us; goals do not count
     */
    public static boolean run(boolean quick) throws Exception {
        long begun = System.nanoTime();
        Figures figures = new Figures();
        Measuring measuring = new Measuring(new Plan(quick), figures);
        String absent = OrTools.absent();
        List<Peer> peers = new ArrayList<>(List.of(Peer.values()));
        if (!absent.isEmpty()) {
            peers.removeIf(Peer::isNative);
            System.err.println("without OR-Tools (CLP, GLOP, PDLP, HiGHS): " + absent);
        }
        for (Kind kind : Kind.values()) {
            for (int venues : Figures.VENUES) {
                measuring.own(kind, venues);
            }
        }
        for (Peer peer : peers) {
            measuring.peer(peer);
        }
        List<AdmmRows.Row> admm = ADMM.measure(quick);
        System.out.println(new Report(figures, peers).print(admm));
        if (!absent.isEmpty()) {
            System.out.println("without OR-Tools (CLP, GLOP, PDLP, HiGHS): " + absent);
        }
        measuring.failures().forEach(f -> System.out.println("FAILED: " + f));
        System.out.println((quick ? "quick look, few iterations: no figures to quote; " : "")
                + "took " + Math.round((System.nanoTime() - begun) / 1e9) + " s");
        return measuring.failures().isEmpty();
    }
}
