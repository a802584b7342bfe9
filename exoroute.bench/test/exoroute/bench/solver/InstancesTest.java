package exoroute.bench.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.solver.VenueLadder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstancesTest {
    private static int print(Instance instance) {
        int hash = Long.hashCode(instance.problem().quantity());
        for (VenueLadder v : instance.problem().venues()) {
            hash = 31 * hash + Arrays.hashCode(v.price());
            hash = 31 * hash + Arrays.hashCode(v.size());
            hash = 31 * hash + Long.hashCode(v.penalty()) + 7 * Long.hashCode(v.impact2());
        }
        for (Change c : instance.changes()) {
            hash = 31 * hash + Arrays.hashCode(c.venue()) + Arrays.hashCode(c.level());
            hash = 31 * hash + Arrays.hashCode(c.priceAfter()) + Arrays.hashCode(c.sizeAfter());
        }
        return hash;
    }

    /** Figures of different machines and days are of the same books. */
    @Test
    void the_books_are_the_same_everywhere() {
        assertEquals(GOLDEN_LINEAR, print(Instances.of(Kind.LINEAR, 5, 0L)));
        assertEquals(GOLDEN_QUADRATIC, print(Instances.of(Kind.QUADRATIC, 50, 7L)));
    }

    @Test
    void no_two_books_are_the_same() {
        assertNotEquals(print(Instances.of(Kind.LINEAR, 5, 0L)), print(Instances.of(Kind.LINEAR, 5, 1L)));
        assertNotEquals(print(Instances.of(Kind.LINEAR, 5, 0L)), print(Instances.of(Kind.QUADRATIC, 5, 0L)));
    }

    @Test
    void there_are_many_books_of_small_sizes_and_some_of_large_ones() {
        assertEquals(800, Instances.books(5));
        assertEquals(80, Instances.books(50));
        assertEquals(8, Instances.books(500));
        assertEquals(8, Instances.books(5_000));
        assertEquals(3, Instances.of(Kind.LINEAR, 5, 3).size());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void books_are_ordered_and_hold_more_than_is_asked(Kind kind) {
        for (Instance instance : Instances.of(kind, 20, 10)) {
            long depth = 0;
            for (VenueLadder v : instance.problem().venues()) {
                assertEquals(Instances.LEVELS, v.price().length);
                assertEquals(kind == Kind.QUADRATIC, v.impact2() > 0);
                assertTrue(v.price()[0] > instance.mid(), v.id());
                for (int k = 0; k < Instances.LEVELS; k++) {
                    assertTrue(v.size()[k] > 0, v.id());
                    assertTrue(k == 0 || v.price()[k] > v.price()[k - 1], v.id());
                    depth += v.size()[k];
                }
            }
            assertTrue(instance.problem().quantity() > depth / 20 && instance.problem().quantity() < depth / 2);
        }
    }

    @Test
    void a_change_is_one_level_in_a_hundred_and_keeps_the_books_ordered() {
        int moved = 0;
        for (Instance instance : Instances.of(Kind.LINEAR, 40, 10)) {
            assertEquals(Instances.CHANGES, instance.changes().size());
            for (Change c : instance.changes()) {
                assertEquals(20, c.levels());
                for (int i = 0; i < c.levels(); i++) {
                    long[] price = instance.problem().venues().get(c.venue()[i]).price();
                    int k = c.level()[i];
                    assertEquals(price[k], c.priceBefore()[i]);
                    assertTrue(c.priceAfter()[i] >= price[k] && (k == 49 || c.priceAfter()[i] < price[k + 1]));
                    assertTrue(c.sizeAfter()[i] > 0);
                    assertTrue(i == 0 || c.venue()[i] > c.venue()[i - 1] || k > c.level()[i - 1]);
                    moved += c.priceAfter()[i] > price[k] ? 1 : 0;
                }
            }
        }
        assertTrue(moved > 50, "prices moved: " + moved);
    }

    private static final int GOLDEN_LINEAR = 1928985098;
    private static final int GOLDEN_QUADRATIC = 1721064606;
}
