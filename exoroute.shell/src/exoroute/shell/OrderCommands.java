package exoroute.shell;

import exoroute.api.adapter.Subscription;
import exoroute.api.desk.CommandContext;
import exoroute.api.desk.CommandResult;
import exoroute.api.desk.DeskEvent;
import exoroute.api.desk.OrderDesk;
import exoroute.api.desk.ParentView;
import exoroute.api.market.Instrument;
import exoroute.api.order.Amendment;
import exoroute.api.order.ParentOrder;
import exoroute.api.plan.PlanDelta;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commands on orders: route, change, watch. */
@Component(
        service = OrderCommands.class,
        property = {
            "osgi.command.scope=exo",
            "osgi.command.function=route",
            "osgi.command.function=amend",
            "osgi.command.function=cancel",
            "osgi.command.function=orders",
            "osgi.command.function=order",
            "osgi.command.function=plan",
            "osgi.command.function=deltas"
        })
public final class OrderCommands {
    private static final String ROUTE = "exo:route " + Terms.USAGE + " [--id REQUEST] [--async] [--wait SECONDS]";

    private final OrderDesk desk;

    /** Commands on a desk. */
    @Activate
    public OrderCommands(@Reference OrderDesk desk) {
        this.desk = desk;
    }

    /** Routes. */
    @Descriptor("route an order and wait for its end: " + ROUTE)
    public String route(CommandSession session, String... words) {
        Arguments args = new Arguments(ROUTE, 3, 3, words);
        Instrument instrument = Show.instrument(desk, args.word(2));
        ParentOrder order = Terms.order(args, instrument);
        CommandContext context = context(args.option("--id", UUID.randomUUID().toString()));
        long parent = accepted(await(desk.submit(context, order), 30)).position();
        if (args.has("--async")) {
            return "order " + parent + " accepted";
        }
        session.getConsole().println("order " + parent + " accepted; waiting for its end (it goes on without: exo:order "
                + parent + ", exo:cancel " + parent + ")");
        awaitEnd(parent, args.number("wait", args.option("--wait", "60")));
        return Orders.order(desk, view(parent));
    }

    private void awaitEnd(long parent, long seconds) {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        Subscription subscription = desk.subscribe(parent, event -> {
            if (event.parent() == parent && event.type() == DeskEvent.Type.FINISHED) {
                finished.complete(null);
            } else if (event.type() == DeskEvent.Type.STOPPED) {
                finished.completeExceptionally(new Refusal("the desk stopped: " + event.text()));
            }
        });
        try {
            finished.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Refusal("order " + parent + " is not finished after " + seconds
                    + " s; it goes on, see exo:order " + parent, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted; order " + parent + " goes on", e);
        } catch (ExecutionException e) {
            throw new Refusal("order " + parent + ": " + e.getCause().getMessage(), e);
        } finally {
            subscription.close();
        }
    }

    /** Changes a live order. */
    @Descriptor("change a live order: exo:amend ORDER [--size SIZE] [--limit PRICE] [--deadline SECONDS]")
    public String amend(String... words) {
        Arguments args = new Arguments("exo:amend ORDER [--size SIZE] [--limit PRICE] [--deadline SECONDS]", 1, 1, words);
        ParentView view = view(args.number("order", args.word(0)));
        Instrument i = Show.instrument(desk, view.order().instrument());
        Amendment amendment = new Amendment(
                args.has("--size") ? Terms.decimal(args, "size", args.option("--size", ""), i.sizeScale()) : Amendment.KEEP,
                args.has("--limit") ? Terms.decimal(args, "limit", args.option("--limit", ""), i.priceScale()) : Amendment.KEEP,
                args.has("--deadline") ? Terms.deadline(args) : Amendment.KEEP);
        accepted(await(desk.amend(context(UUID.randomUUID().toString()), view.id(), amendment), 30));
        return "order " + view.id() + " amended";
    }

    /** Cancels an order. */
    @Descriptor("cancel a live order: exo:cancel ORDER")
    public String cancel(String... words) {
        Arguments args = new Arguments("exo:cancel ORDER", 1, 1, words);
        long parent = args.number("order", args.word(0));
        accepted(await(desk.cancel(context(UUID.randomUUID().toString()), parent), 30));
        return "order " + parent + ": cancel accepted";
    }

    /** Lists orders. */
    @Descriptor("all orders")
    public String orders() {
        return Orders.orders(desk);
    }

    /** Shows an order. */
    @Descriptor("one order with its children: exo:order ORDER")
    public String order(String... words) {
        Arguments args = new Arguments("exo:order ORDER", 1, 1, words);
        return Orders.order(desk, view(args.number("order", args.word(0))));
    }

    /** Shows the latest plan of an order. */
    @Descriptor("the latest plan of an order, priced: exo:plan ORDER")
    public String plan(String... words) {
        Arguments args = new Arguments("exo:plan ORDER", 1, 1, words);
        ParentView view = view(args.number("order", args.word(0)));
        Instrument i = Show.instrument(desk, view.order().instrument());
        if (view.planned().isEmpty()) {
            return "order " + view.id() + " has no plan yet";
        }
        return Orders.lines(desk, view.planned().get(view.planned().size() - 1), Terms.quoted(view.order().instrument(), i));
    }

    /** Lists the deltas of an order. */
    @Descriptor("what changed in an order's plan, and why; order 0 is the desk's own plan: exo:deltas ORDER [--from N]")
    public String deltas(String... words) {
        Arguments args = new Arguments("exo:deltas ORDER [--from N]", 1, 1, words);
        long order = args.number("order", args.word(0));
        if (order == 0) {
            return table(0, args).toString();
        }
        ParentView view = view(order);
        return table(order, args) + "\ndeltas " + view.deltaBytes() + " bytes, full plans " + view.planBytes() + " bytes";
    }

    private Table table(long order, Arguments args) {
        Table table = new Table("delta", "cause", "changes", "engine");
        for (PlanDelta delta : desk.deltas(order, args.number("from", args.option("--from", "1")))) {
            String engine = delta.provenance().map(p -> p.engine() + " " + p.engineVersion()).orElse("");
            table.row(Long.toString(delta.sequence()), Long.toString(delta.cause()), Changes.text(delta), engine);
        }
        return table;
    }

    private ParentView view(long parent) {
        return desk.order(parent).orElseThrow(
                () -> new Refusal("unknown order " + parent + "; see exo:orders"));
    }

    static CommandContext context(String requestId) {
        return new CommandContext("operator", requestId);
    }

    static CommandResult accepted(CommandResult result) {
        if (!result.accepted()) {
            throw new Refusal("refused: " + result.reason());
        }
        return result;
    }

    static <T> T await(CompletionStage<T> stage, long seconds) {
        return await(stage, seconds, "is the log taking records?");
    }

    /** @param why what may keep the answer, for the message */
    static <T> T await(CompletionStage<T> stage, long seconds, String why) {
        try {
            return stage.toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Refusal("no answer after " + seconds + " s; " + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? new Refusal(cause.getMessage(), cause) : new IllegalStateException(e.getCause());
        }
    }
}
