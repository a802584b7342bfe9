package exoroute.bench.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnEngineTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_cold_answer_has_no_gap_to_speak_of(Kind kind) {
        for (Instance instance : Instances.of(kind, 5, 50)) {
            OwnEngine engine = new OwnEngine(instance);
            engine.cold();
            Shortfall shortfall = Shortfall.of(engine, instance.mid());
            assertTrue(shortfall.shortfall().signum() > 0);
            assertTrue(shortfall.gap().signum() >= 0);
            assertTrue(shortfall.relativeGap() <= 1e-12, "gap " + shortfall.relativeGap());
            assertTrue(engine.rounds() > 0);
        }
    }

    /** An incremental update must leave what a fresh build of the changed books gives, and the way back the old ones. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_change_and_its_way_back_cost_what_fresh_books_cost(Kind kind) {
        for (Instance instance : Instances.of(kind, 12, 20)) {
            OwnEngine engine = new OwnEngine(instance);
            engine.cold();
            Shortfall before = Shortfall.of(engine, instance.mid());
            for (Change change : instance.changes()) {
                engine.changed(change, true);
                Shortfall changed = Shortfall.of(engine, instance.mid());
                assertTrue(changed.relativeGap() <= 1e-12, "gap " + changed.relativeGap());
                OwnEngine fresh = new OwnEngine(new Instance(engine.problem(), instance.mid(), instance.changes()));
                fresh.cold();
                assertEquals(Shortfall.of(fresh, instance.mid()).quote(), changed.quote(), 1e-12 * changed.quote());
                engine.changed(change, false);
                assertEquals(before.quote(), Shortfall.of(engine, instance.mid()).quote(), 1e-12 * before.quote());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_wrong_price_shows_as_a_gap(Kind kind) {
        Instance instance = Instances.of(kind, 5, 0L);
        OwnEngine engine = new OwnEngine(instance);
        engine.cold();
        Shortfall right = Shortfall.of(engine, instance.mid());
        Shortfall wrong = Shortfall.of(engine, instance.mid(), engine.price().subtract(java.math.BigDecimal.valueOf(3_000_000_000L)));
        assertEquals(right.shortfall(), wrong.shortfall());
        assertTrue(wrong.relativeGap() > 1e-6, "gap " + wrong.relativeGap());
    }
}
