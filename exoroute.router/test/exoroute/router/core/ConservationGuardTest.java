package exoroute.router.core;

import static exoroute.router.CoreFixture.ONE_BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.DeskEvent;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.plan.PlanStatus;
import exoroute.router.CoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What production does when the quantities of a parent do not add up: the fault is put in by hand. */
class ConservationGuardTest {
    @Test
    void a_parent_whose_quantities_do_not_add_up_is_halted_for_good_and_its_children_are_cancelled() {
        CoreFixture f = CoreFixture.standard();
        long id = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        f.core.parent(id).unsent += 1;
        List<CoreOutput> outputs = f.core.apply(
                f.core.position() + 1, f.time, new CoreEvent.Reported(f.trade(children.get(0), "x", 1, 9_999, 0)));
        assertEquals(PlanStatus.HALTED, f.core.parent(id).status());
        assertTrue(outputs.stream().anyMatch(o -> o instanceof CoreOutput.Tell t
                && t.event().type() == DeskEvent.Type.ALERT && t.event().text().startsWith("halted for good")));
        assertEquals(2, outputs.stream().filter(o -> o instanceof CoreOutput.Cancel).count());
        List<CoreOutput> later = f.core.apply(
                f.core.position() + 1, f.time,
                new CoreEvent.TimerFired(new Timer(Timer.Purpose.RETRY, id, f.time)));
        assertTrue(later.stream().noneMatch(o -> o instanceof CoreOutput.StartSolve || o instanceof CoreOutput.Submit));
    }

    @Test
    void a_sound_parent_is_left_alone() {
        CoreFixture f = CoreFixture.standard();
        long id = f.buy(ONE_BTC);
        f.answer().forEach(c -> f.tell(c, Type.REJECTED));
        assertTrue(f.core.parent(id).status() != PlanStatus.HALTED);
    }
}
