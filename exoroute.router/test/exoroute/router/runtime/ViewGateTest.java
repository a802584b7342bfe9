package exoroute.router.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.market.BookView;
import exoroute.router.CoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which book views become events. */
class ViewGateTest {
    private final ViewGate gate = new ViewGate();
    private final CoreFixture f = new CoreFixture();

    private BookView view(String levels) {
        return f.view(CoreFixture.A, levels);
    }

    private static BookView stale() {
        return BookView.stale(CoreFixture.A.id(), 9, 0, "gap");
    }

    @Test
    void the_first_view_and_every_change_of_state_are_recorded() {
        assertTrue(gate.take(view("99x1 | 100x1"), false));
        assertFalse(gate.take(view("99x1 | 101x1"), false));
        assertTrue(gate.take(stale(), false));
        assertFalse(gate.take(stale(), true));
        assertTrue(gate.take(view("99x1 | 101x1"), false));
    }

    @Test
    void while_orders_are_live_a_moved_touch_is_recorded_and_other_changes_are_not() {
        gate.take(view("99x1 | 100x1 101x1"), true);
        assertFalse(gate.take(view("99x2 | 100x7 102x1"), true));
        assertTrue(gate.take(view("99x2 | 101x7"), true));
        assertTrue(gate.take(view("98x2 | 101x7"), true));
        assertTrue(gate.take(view("| 101x7"), true), "a side that is empty now");
        assertFalse(gate.take(view("| 101x6"), true));
    }

    @Test
    void what_was_held_back_is_due_once_and_only_the_newest() {
        gate.take(view("99x1 | 100x1"), false);
        gate.take(view("99x1 | 101x1"), false);
        BookView newest = view("99x1 | 102x1");
        gate.take(newest, false);
        assertEquals(List.of(newest), gate.due());
        assertEquals(List.of(), gate.due());
        assertEquals(newest, gate.latest().get(CoreFixture.A.id()));
    }

    @Test
    void a_view_with_the_same_content_is_never_due() {
        gate.take(view("99x1 | 100x1"), false);
        gate.take(view("99x1 | 100x1"), false);
        assertEquals(List.of(), gate.due());
    }
}
