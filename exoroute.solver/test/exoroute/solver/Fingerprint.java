package exoroute.solver;

import exoroute.api.solver.BookSolver;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.solver.Books.Impact;
import exoroute.solver.admm.AdmmEngine;
import exoroute.solver.admm.ExchangeAdmm;
import exoroute.solver.admm.TrustedAgents;
import exoroute.solver.cohort.PrivateEngine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Digest of every bit of the answers to some problems; a program of its own, to be run under other compilers. */
public final class Fingerprint {
    private Fingerprint() {}

    /** Prints the digest. */
    public static void main(String[] args) throws NoSuchAlgorithmException {
        System.out.println(take());
    }

    static String take() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        SplittableRandom random = new SplittableRandom(81);
        List<BookSolver> engines = List.of(new PriceSearchSolver(), new AdmmEngine(), PrivateEngine.priceSearch(),
                PrivateEngine.exchangeAdmm());
        for (int i = 0; i < 80; i++) {
            RoutingProblem problem = Books.problem(random, 1 + random.nextInt(8), 12, Impact.values()[i % 4]);
            PriceSearch search = new PriceSearch(new Curves(problem));
            if (search.solve(problem.quantity(), Double.NaN)) {
                number(digest, search.price);
                for (double x : search.x) {
                    number(digest, x);
                }
                number(digest, search.gap());
            }
            for (BookSolver engine : engines) {
                Solution s = engine.solve(problem);
                for (long x : s.allocation()) {
                    digest.update(ByteBuffer.allocate(8).putLong(x).array());
                }
                digest.update((s.cost() + " " + s.bound() + " " + s.price() + " " + s.iterations() + s.reason())
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        for (int seed = 0; seed < 4; seed++) {
            RoutingProblem market = Books.market(seed, 80, seed % 2 == 0);
            ExchangeAdmm.Result result = TrustedAgents.of(new Curves(market)).run(
                    new ExchangeAdmm(new double[] {market.quantity()}, 1e-9, 300));
            number(digest, result.cost());
            number(digest, result.prices()[0]);
            number(digest, result.iterations());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void number(MessageDigest digest, double value) {
        digest.update(ByteBuffer.allocate(8).putLong(Double.doubleToRawLongBits(value)).array());
    }
}
