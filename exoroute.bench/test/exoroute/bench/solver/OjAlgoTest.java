package exoroute.bench.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The one peer that runs everywhere: an optimum found by somebody else. */
class OjAlgoTest {
    private static void agrees(Peer peer, int venues, int books) {
        for (Instance instance : Instances.of(peer.kind(), venues, books)) {
            OwnEngine engine = new OwnEngine(instance);
            engine.cold();
            double own = Shortfall.of(engine, instance.mid()).quote();
            try (Peer.Model model = peer.model(LevelModel.of(instance), 60)) {
                assertEquals(own, model.solve(), peer.tolerance() * own);
                assertEquals(own, model.solve(), peer.tolerance() * own, "asked a second time");
            }
        }
    }

    @Test
    void agrees_on_linear_books() {
        agrees(Peer.OJALGO_LP, 5, 10);
        agrees(Peer.OJALGO_LP, 17, 2);
    }

    @Test
    void agrees_on_quadratic_books() {
        agrees(Peer.OJALGO_QP, 3, 3);
    }

    @Test
    void a_limit_that_passes_is_said() {
        LevelModel levels = LevelModel.of(Instances.of(Kind.QUADRATIC, 20, 0L));
        try (Peer.Model model = Peer.OJALGO_QP.model(levels, 1e-9)) {
            assertThrows(Peer.TooSlow.class, model::solve);
        }
    }
}
