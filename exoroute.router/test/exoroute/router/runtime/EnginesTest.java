package exoroute.router.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import exoroute.api.market.Side;
import exoroute.api.solver.BookSolver;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.router.core.CoreEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginesTest {
    private static final RoutingProblem PROBLEM =
            new RoutingProblem(Side.BUY, 1, 0, 9, RoutingProblem.COLD, List.of());

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, NoClassDefFoundError.class})
    void whatever_an_engine_throws_becomes_an_answer(Class<? extends Throwable> thrown) {
        Engines engines = new Engines();
        engines.add(new BookSolver() {
            @Override
            public String id() {
                return "broken";
            }

            @Override
            public String version() {
                return "1";
            }

            @Override
            public Solution solve(RoutingProblem problem) {
                throw EnginesTest.<RuntimeException>sneak(thrown);
            }
        });
        CoreEvent.Solved answer = engines.solve(7, "broken", PROBLEM);
        assertNull(answer.solution());
        assertEquals(thrown.getName(), answer.failure());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneak(Class<? extends Throwable> type) throws T {
        try {
            throw (T) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_engine_that_is_not_there_is_named_with_those_that_are() {
        assertEquals("engine 'x' is not there; running: []", new Engines().solve(1, "x", PROBLEM).failure());
    }
}
