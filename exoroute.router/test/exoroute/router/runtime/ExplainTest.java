package exoroute.router.runtime;

import static exoroute.router.CoreFixture.ONE_BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.adapter.VenueAdapter;
import exoroute.api.desk.ExplainedQuote;
import exoroute.api.desk.Quote;
import exoroute.api.market.Side;
import exoroute.api.solver.BookSolver;
import exoroute.api.solver.Explanation;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.router.CoreFixture;
import exoroute.router.runtime.DeskFixture.ManualLog;
import exoroute.router.runtime.DeskFixture.TestVenue;
import exoroute.solver.PriceSearchSolver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quotes with an account of how they were found, by the configured engine and by others. */
class ExplainTest {
    private final ManualLog log = new ManualLog(List.of());
    private final PriceSearchSolver exact = new PriceSearchSolver();
    private final Desk desk = new Desk(log, CoreFixture.CONFIG, 10, DeskFixture.NO_TIMER);

    @BeforeEach
    void open() {
        desk.add(exact);
        for (TestVenue venue : List.of(new TestVenue(CoreFixture.A), new TestVenue(CoreFixture.B))) {
            desk.add((MarketDataFeed) venue);
            desk.add((VenueAdapter) venue);
            venue.book("9990x50000 | 10000x50000 10010x50000");
        }
        log.commit();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /** An engine that answers what the test says. */
    private record Scripted(String id, Function<RoutingProblem, Explanation> answer) implements BookSolver {
        @Override
        public String version() {
            return "7";
        }

        @Override
        public Solution solve(RoutingProblem problem) {
            return answer.apply(problem).solution();
        }

        @Override
        public Explanation explain(RoutingProblem problem) {
            return answer.apply(problem);
        }
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private CompletionStage<ExplainedQuote> explain(Side side, String engine) {
        return desk.explain(CoreFixture.order(side, 2 * ONE_BTC, 0), engine);
    }

    private Throwable failure(String engine) {
        return assertThrows(ExecutionException.class, () -> get(explain(Side.BUY, engine))).getCause();
    }

    private static Solution everythingAtTheFirst(RoutingProblem problem) {
        long[] allocation = new long[problem.venues().size()];
        allocation[0] = problem.quantity();
        return new Solution(Solution.Status.OPTIMAL, allocation, 0, 0, 0, 0, false, 3, "");
    }

    @Test
    void the_configured_engine_explains_the_quote_it_gives() throws Exception {
        assertEquals("price-search", desk.engine());
        Quote quote = get(desk.quote(CoreFixture.order(Side.BUY, 2 * ONE_BTC, 0)));
        ExplainedQuote explained = get(explain(Side.BUY, ""));
        assertEquals(quote, explained.quote());
        assertEquals(new ExplainedQuote.Engine("price-search", exact.version(), exact.traits()), explained.engine());
        assertEquals(List.of("linear"), explained.needs());
        assertTrue(!explained.explanation().path().isEmpty() && explained.explanation().gap() >= 0, explained.toString());
        assertEquals(0, log.count("event.order-placed"));
        assertEquals(List.of(), log.waiting(), "and nothing is recorded");
    }

    @Test
    void a_shortfall_is_what_a_plan_costs_beyond_the_mid_on_either_side() throws Exception {
        long fee = CoreFixture.whole(2 * 100) / 1_000;
        assertEquals(CoreFixture.whole(2) / 20 + fee, get(explain(Side.BUY, "")).shortfall());
        ExplainedQuote sell = get(explain(Side.SELL, ""));
        assertEquals(CoreFixture.whole(2 * 9_995) / 100 - sell.quote().cost(), sell.shortfall());
        assertTrue(sell.shortfall() > CoreFixture.whole(2) / 20, "the fee is in it");
    }

    @Test
    void another_engine_answers_when_it_is_named_and_the_desk_s_own_stays() throws Exception {
        Explanation.Round round = new Explanation.Round(1, 2);
        desk.add(new Scripted("other", problem -> new Explanation(everythingAtTheFirst(problem), 5, List.of(round), List.of("n"))));
        ExplainedQuote explained = get(explain(Side.BUY, "other"));
        assertEquals("other 7", explained.engine().id() + " " + explained.engine().version());
        assertEquals(List.of(round), explained.explanation().path());
        assertEquals(5, explained.explanation().gap());
        assertEquals("alpha", explained.quote().lines().get(0).listing().venue());
        assertEquals("price-search", desk.engine());
        assertEquals("price-search", get(explain(Side.BUY, "")).engine().id());
    }

    @Test
    void an_engine_that_is_not_there_is_named_with_those_that_are() {
        desk.add(new Scripted("other", problem -> null));
        Throwable unknown = assertInstanceOf(IllegalArgumentException.class, failure("nope"));
        assertEquals("no engine for orders is called 'nope'; running: [other, price-search]", unknown.getMessage());
        desk.remove(exact);
        Throwable absent = assertInstanceOf(IllegalStateException.class, failure(""));
        assertEquals("engine 'price-search', which the desk's configuration names, is not there; running: [other]: name one of them,"
                + " or start it", absent.getMessage());
        assertEquals("price-search", desk.engine());
    }

    @Test
    void an_engine_that_throws_or_answers_what_cannot_be_is_named_and_the_next_explanation_is_given() throws Exception {
        desk.add(new Scripted("broken", problem -> {
            throw new ArithmeticException("7 does not fit");
        }));
        desk.add(new Scripted("mute", problem -> null));
        desk.add(new Scripted("greedy", problem -> {
            Solution s = everythingAtTheFirst(problem);
            s.allocation()[0]++;
            return new Explanation(s, 0, List.of(), List.of());
        }));
        assertEquals("engine broken 7 gave no usable answer: java.lang.ArithmeticException: 7 does not fit",
                assertInstanceOf(IllegalStateException.class, failure("broken")).getMessage());
        assertTrue(failure("mute").getMessage().startsWith("engine mute 7 gave no usable answer: "));
        assertTrue(failure("greedy").getMessage().contains("share 20001 of alpha:BTCUSD breaks "), failure("greedy").getMessage());
        assertEquals("price-search", get(explain(Side.BUY, "")).engine().id());
    }

    @Test
    void an_order_that_would_be_refused_is_refused_here_too() {
        Throwable refused = assertThrows(ExecutionException.class,
                () -> get(desk.explain(CoreFixture.order(Side.BUY, 0, 0), ""))).getCause();
        assertInstanceOf(IllegalArgumentException.class, refused);
    }

    @Test
    void no_order_and_no_quote_waits_for_an_engine_that_is_being_tried() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        desk.add(new Scripted("slow", problem -> {
            entered.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Explanation(everythingAtTheFirst(problem), 0, List.of(), List.of());
        }));
        CompletableFuture<ExplainedQuote> slow = explain(Side.BUY, "slow").toCompletableFuture();
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        assertEquals(0, get(desk.quote(CoreFixture.order(Side.BUY, ONE_BTC, 0))).missing());
        assertTrue(!slow.isDone());
        release.countDown();
        assertEquals("slow", get(slow).engine().id());
    }
}
