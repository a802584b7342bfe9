package exoroute.simulation;

import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import exoroute.router.codec.SnapshotRecord;
import exoroute.router.core.CoreOutput;
import java.util.Arrays;
import java.util.List;

/** Whether two cores say the same. Records that hold arrays, or whole states, are compared by content. */
final class Outputs {
    private Outputs() {}

    static void same(long position, List<CoreOutput> a, List<CoreOutput> b) {
        Violation.unless(a.size() == b.size(), "replay differs", () -> "position " + position + ": " + a + " / " + b);
        for (int i = 0; i < a.size(); i++) {
            CoreOutput one = a.get(i);
            CoreOutput other = b.get(i);
            Violation.unless(same(one, other), "replay differs", () -> "position " + position + ": " + one + " / " + other);
        }
    }

    private static boolean same(CoreOutput a, CoreOutput b) {
        if (a instanceof CoreOutput.StartSolve x && b instanceof CoreOutput.StartSolve y) {
            return x.solve() == y.solve() && x.parent() == y.parent() && same(x.problem(), y.problem());
        }
        if (a instanceof CoreOutput.Frozen x && b instanceof CoreOutput.Frozen y) {
            return Arrays.equals(SnapshotRecord.digest(x.snapshot()), SnapshotRecord.digest(y.snapshot()));
        }
        return a.equals(b);
    }

    private static boolean same(RoutingProblem a, RoutingProblem b) {
        boolean same = a.side() == b.side() && a.quantity() == b.quantity() && a.warmPrice() == b.warmPrice()
                && a.venues().size() == b.venues().size();
        for (int i = 0; same && i < a.venues().size(); i++) {
            VenueLadder x = a.venues().get(i);
            VenueLadder y = b.venues().get(i);
            same = x.id().equals(y.id()) && Arrays.equals(x.price(), y.price()) && Arrays.equals(x.size(), y.size())
                    && x.cap() == y.cap() && x.lot() == y.lot() && x.minSize() == y.minSize();
        }
        return same;
    }
}
