package exoroute.shell;

import exoroute.api.desk.ExplainedQuote;
import exoroute.api.desk.OrderDesk;
import exoroute.api.market.Instrument;
import exoroute.api.order.ParentOrder;
import java.util.concurrent.CompletionStage;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code exo:quote}: plans without sending, and tells how the plan was found. */
@Component(
        service = QuoteCommand.class,
        property = {"osgi.command.scope=exo", "osgi.command.function=quote"})
public final class QuoteCommand {
    private static final String QUOTE = "exo:quote " + Terms.USAGE + " [--explain] [--engine NAME]";
    private static final long PATIENCE = 30;

    private final OrderDesk desk;
    private final Engines engines;

    /** Quotes of a desk. */
    @Activate
    public QuoteCommand(@Reference OrderDesk desk, @Reference Engines engines) {
        this.desk = desk;
        this.engines = engines;
    }

    /** Plans without sending. */
    @Descriptor("plan an order on what the books show now; nothing is sent (--explain tells how it was planned,"
            + " --engine by whom; see exo:engines): " + QUOTE)
    public String quote(String... words) {
        Arguments args = new Arguments(QUOTE, 3, 3, words);
        Instrument listed = Show.instrument(desk, args.word(2));
        Instrument instrument = Terms.quoted(args.word(2), listed);
        ParentOrder order = Terms.order(args, listed);
        if (!args.has("--explain") && !args.has("--engine")) {
            return Orders.quote(desk, await(desk.quote(order)), instrument);
        }
        ExplainedQuote quote = await(desk.explain(order, args.option("--engine", "")));
        Explained explained = new Explained(quote, instrument);
        return Orders.quote(desk, quote.quote(), instrument) + "\n" + (args.has("--explain")
                ? "\n" + explained.text(desk.engine(), engines.ids()) : "engine " + explained.engine());
    }

    private static <T> T await(CompletionStage<T> stage) {
        return OrderCommands.await(stage, PATIENCE, "the engine is at work, on this or on what was asked before");
    }
}
