package exoroute.router.runtime;

import exoroute.api.desk.ExplainedQuote;
import exoroute.api.desk.Quote;
import exoroute.api.order.ParentOrder;
import exoroute.api.solver.BookSolver;
import exoroute.api.solver.Explanation;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.PreparedQuote;
import exoroute.router.core.Views;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Plans on what the books show now: reads the core, asks an engine, prices its answer; records and sends nothing. Any thread. */
final class Quoting {
    private final CoreDriver driver;
    private final LongSupplier clock;

    /** @param clock nanoseconds UTC */
    Quoting(CoreDriver driver, LongSupplier clock) {
        this.driver = driver;
        this.clock = clock;
    }

    CompletionStage<Quote> quote(ParentOrder order) {
        try {
            PreparedQuote prepared = prepare(order);
            return CompletableFuture.supplyAsync(() -> quote(prepared), driver.effects.solving);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    CompletionStage<ExplainedQuote> explain(ParentOrder order, String engine) {
        try {
            PreparedQuote prepared = prepare(order);
            BookSolver solver = solver(engine, prepared.engine());
            return CompletableFuture.supplyAsync(() -> explain(prepared, solver), driver.effects.explaining);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private PreparedQuote prepare(ParentOrder order) {
        return driver.read(core -> new Views(core).prepare(order, driver.books.latest(), clock.getAsLong()));
    }

    private Quote quote(PreparedQuote prepared) {
        CoreEvent.Solved answer = driver.effects.engines.solve(0, prepared.engine(), prepared.problem());
        if (answer.solution() == null) {
            throw new IllegalStateException(answer.failure());
        }
        return prepared.quote(answer.solution());
    }

    private BookSolver solver(String asked, String configured) {
        Engines engines = driver.effects.engines;
        BookSolver solver = engines.running(asked.isEmpty() ? configured : asked);
        if (solver != null) {
            return solver;
        }
        if (asked.isEmpty()) {
            throw new IllegalStateException("engine '" + configured + "', which the desk's configuration names, is not there; "
                    + "running: " + engines.ids() + ": name one of them, or start it");
        }
        throw new IllegalArgumentException("no engine for orders is called '" + asked + "'; running: " + engines.ids());
    }

    private static ExplainedQuote explain(PreparedQuote prepared, BookSolver solver) {
        try {
            Explanation explanation = solver.explain(prepared.problem());
            Quote quote = prepared.quote(explanation.solution());
            return new ExplainedQuote(
                    quote, new ExplainedQuote.Engine(solver.id(), solver.version(), solver.traits()), prepared.needs(),
                    prepared.shortfall(quote), explanation);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new IllegalStateException("engine " + solver.id() + " " + solver.version() + " gave no usable answer: " + e, e);
        }
    }
}
