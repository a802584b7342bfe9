package exoroute.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.ExplainedQuote;
import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.ListingView;
import exoroute.api.desk.OrderDesk;
import exoroute.api.desk.PlanLine;
import exoroute.api.desk.Quote;
import exoroute.api.market.BookView;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.order.ParentOrder;
import exoroute.api.solver.BookSolver;
import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.CoupledSolution;
import exoroute.api.solver.CoupledSolver;
import exoroute.api.solver.Explanation;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.Solution;
import exoroute.api.solver.Solver.Traits;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What is printed about engines, and what reaches the desk of what was typed. */
class EngineCommandsTest {
    private static final Traits EXACT = new Traits(
            Set.of("quadratic", "minimum-size", "linear", "lots"), Traits.Exactness.EXACT, Traits.Sees.BOOKS);
    private static final Traits SUMS = new Traits(Set.of("linear", "lots"), Traits.Exactness.BOUNDED, Traits.Sees.SUMS);
    private static final Traits UNKNOWN = new Traits(Set.of(), Traits.Exactness.UNKNOWN, Traits.Sees.BOOKS);
    private static final Instrument BTC = new Instrument("BTC/USD", "BTC", "USD", 8, 2);
    private static final Listing ALPHA = new Listing(
            new ListingId("alpha", "BTCUSD"), BTC, 1, 1, 0, Long.MAX_VALUE, 0, 0, 0, "USD", Listing.State.OPEN, false);

    private final List<String> asked = new ArrayList<>();
    private CompletionStage<?> answer;
    private final OrderDesk desk = (OrderDesk) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {OrderDesk.class}, (proxy, method, arguments) ->
                    switch (method.getName()) {
                        case "engine" -> "exact";
                        case "listings" -> List.of(new ListingView(
                                ALPHA, "Alpha", true, HaltLevel.NONE, BookView.stale(ALPHA.id(), 0, 0, "test")));
                        case "quote", "explain" -> {
                            asked.add(method.getName() + (arguments.length > 1 ? " '" + arguments[1] + "'" : ""));
                            yield answer;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
    private final Engines engines = new Engines(desk);
    private final QuoteCommand command = new QuoteCommand(desk, engines);

    private record Book(String id, String version, Traits traits) implements BookSolver {
        @Override
        public Solution solve(RoutingProblem problem) {
            throw new UnsupportedOperationException();
        }
    }

    private record Coupled(String id, String version, Traits traits) implements CoupledSolver {
        @Override
        public CoupledSolution solve(CoupledProblem problem) {
            throw new UnsupportedOperationException();
        }
    }

    private ExplainedQuote explained(String engine, Traits traits, long shortfall, Explanation how) {
        ParentOrder order = Terms.order(new Arguments(Terms.USAGE, 3, 3, "buy", "2", "BTC/USD"), BTC);
        Solution s = how.solution();
        Quote quote = new Quote(order, List.of(new PlanLine(ALPHA.id(), 200_000_000, 6_000_000, 12_000_000_000_000L, 0, 12_000_000_000_000L)),
                s.missing(), 12_000_000_000_000L, s.price(), s.proved(), s.reason());
        return new ExplainedQuote(quote, new ExplainedQuote.Engine(engine, "1.2.3", traits),
                List.of("linear", "minimum-size"), shortfall, how);
    }

    private static Solution solution(boolean proved) {
        return new Solution(Solution.Status.OPTIMAL, new long[] {200_000_000}, 0, 120_000_000_000_000L,
                119_999_999_999_500L, 60_000_125_000_000L, proved, 4, "");
    }

    private String text(ExplainedQuote quote, List<String> running) {
        return new Explained(quote, BTC).text(desk.engine(), running);
    }

    @Test
    void engines_are_listed_with_what_they_take_and_the_desk_s_own_is_marked() {
        engines.routing = List.of(new Book("sums", "2.0.0", SUMS), new Book("exact", "1.2.3", EXACT));
        engines.coupled = List.of(new Coupled("hedge", "1.0.0",
                new Traits(Set.of("risk", "coupled"), Traits.Exactness.EXACT, Traits.Sees.BOOKS)));
        assertEquals("""
                engine   version  for     takes                               answers  sees
                exact *    1.2.3  orders  linear lots minimum-size quadratic  exact    books
                sums       2.0.0  orders  linear lots                         bounded  sums
                hedge      1.0.0  hedges  coupled risk                        exact    books
                * asked by the desk; exo:quote --engine NAME asks another one""", engines.engines());
        assertEquals(List.of("exact", "sums"), engines.ids());
    }

    @Test
    void a_configured_engine_that_does_not_run_is_named() {
        engines.routing = List.of(new Book("sums", "2.0.0", UNKNOWN));
        assertEquals("""
                engine  version  for     takes  answers  sees
                sums      2.0.0  orders         unknown  books
                the desk's configuration names engine 'exact', which does not run: orders wait for it""", engines.engines());
    }

    @Test
    void an_explanation_tells_who_answered_why_how_far_off_and_how_it_got_there() {
        Explanation how = new Explanation(solution(true), 2.5e7, List.of(
                new Explanation.Round(61e12, -1e9), new Explanation.Round(60_000_125_000_000.0, 0)), List.of("a word of its own"));
        assertEquals("""
                engine  exact 1.2.3, exact, sees books
                why     the desk's configuration names it
                        one coupled quantity; it needs linear, minimum-size: all taken
                rounds  2
                gap     at most 2.500e-10 USD, 2.500e-12 of the shortfall of 100.00 USD against the mid
                price   60000.125 USD
                note    a word of its own

                round   price USD  missing BTC  missing, logarithmic: 1e-2 to 1e1
                    1  61000.0000   -1.000e+01  ##################################################
                    2  60000.1250            0
                       60000.1250            0  the answer""", text(explained("exact", EXACT, 10_000_000_000L, how), List.of("exact")));
    }

    @Test
    void another_engine_is_told_apart_with_what_it_does_not_claim_and_the_bound_of_its_plan() {
        Explanation how = new Explanation(solution(false), Double.NaN, List.of(), List.of());
        assertEquals("""
                engine  sums 1.2.3, bounded, sees sums
                why     asked for by name; the desk's configuration names exact, which does not run; running: other sums
                        one coupled quantity; it needs linear, minimum-size: minimum-size not claimed
                rounds  4, none of them told
                gap     none certified
                lots    costs at most 5.000e-07 USD more than the best plan in whole lots
                price   60000.125 USD""", text(explained("sums", SUMS, 0, how), List.of("other", "sums")));
    }

    @Test
    void a_plan_at_the_mid_has_no_shortfall_to_compare_a_gap_with() {
        Explanation how = new Explanation(solution(true), 0, List.of(), List.of());
        String text = text(explained("sums", UNKNOWN, 0, how), List.of("exact", "sums"));
        assertTrue(text.contains("\ngap     at most 0 USD; no shortfall against the mid to compare with\n"), text);
        assertTrue(text.contains(": the engine does not say what it takes\n"), text);
        assertTrue(text.contains("\nwhy     asked for by name; the desk's configuration names exact\n"), text);
    }

    @Test
    void options_reach_the_desk_and_decide_what_is_printed() {
        ExplainedQuote quote = explained("sums", SUMS, 0, new Explanation(solution(true), 0, List.of(), List.of()));
        answer = CompletableFuture.completedFuture(quote);
        String named = command.quote("buy", "2", "BTC/USD", "--engine", "sums");
        assertTrue(named.endsWith("\nmarginal price 60000.12 USD, proved optimal\nengine sums 1.2.3"), named);
        String explained = command.quote("buy", "2", "BTC/USD", "--explain");
        assertTrue(explained.contains("proved optimal\n\nengine  sums 1.2.3, bounded, sees sums\nwhy "), explained);
        answer = CompletableFuture.completedFuture(quote.quote());
        String plain = command.quote("buy", "2", "BTC/USD");
        assertTrue(plain.endsWith("proved optimal"), plain);
        assertEquals(List.of("explain 'sums'", "explain ''", "quote"), asked);
    }

    @Test
    void what_the_desk_says_of_an_engine_that_is_not_there_is_the_one_line() {
        answer = CompletableFuture.failedFuture(new IllegalArgumentException("no engine for orders is called 'x'; running: [exact]"));
        assertEquals("no engine for orders is called 'x'; running: [exact]",
                assertThrows(Refusal.class, () -> command.quote("buy", "2", "BTC/USD", "--engine", "x")).getMessage());
    }

    @Test
    void completion_offers_the_engines_for_orders() {
        engines.routing = List.of(new Book("b", "1", SUMS), new Book("a", "1", SUMS), new Book("a", "2", SUMS));
        assertEquals(List.of("a", "b"), new Names(desk, engines).names("engines"));
    }
}
