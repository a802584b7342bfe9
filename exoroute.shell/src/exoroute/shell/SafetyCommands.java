package exoroute.shell;

import exoroute.api.desk.ChildView;
import exoroute.api.desk.DeskStatus;
import exoroute.api.desk.ManualFill;
import exoroute.api.desk.OrderDesk;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.Reconciliation;
import exoroute.api.desk.VenueView;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Listing;
import exoroute.api.order.ExecutionReport;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How the desk is doing, how it and its venues differ, and what an operator decides about that. */
@Component(
        service = SafetyCommands.class,
        property = {
            "osgi.command.scope=exo",
            "osgi.command.function=status",
            "osgi.command.function=reconcile",
            "osgi.command.function=writeoff",
            "osgi.command.function=fill",
            "osgi.command.function=readmit"
        })
public final class SafetyCommands {
    private static final String FILL = "exo:fill CHILD SIZE PRICE EXECUTION [--fee AMOUNT] [--currency CURRENCY]";

    private final OrderDesk desk;

    /** Commands on a desk. */
    @Activate
    public SafetyCommands(@Reference OrderDesk desk) {
        this.desk = desk;
    }

    /** Shows the desk and its venues. */
    @Descriptor("how the desk and its venues are doing")
    public String status() {
        DeskStatus s = desk.status();
        Table desk = new Table("desk", "");
        desk.row("state", !s.stopped().isEmpty() ? "stopped: " + s.stopped()
                : s.reduced() ? "reduced: the log has no room, only what reduces risk is taken" : "running");
        desk.row("orders", s.liveParents() + " live, " + s.keptParents() + " in memory");
        desk.row("children", s.openChildren() + " open, " + s.unknownChildren() + " unknown");
        desk.row("position", Long.toString(s.position()));
        desk.row("events", s.events() + " applied, " + s.refused() + " refused");
        desk.row("backlog", s.backlog() + " now, " + s.peakBacklog() + " at most");
        desk.row("book views", s.conflatedViews() + " left to newer ones because of the backlog");
        desk.row("snapshots", s.snapshots() + " recorded, the newest covers position " + s.lastSnapshot());
        desk.row("recovery", "from position " + s.recoveredFrom() + " in " + s.recoveryNanos() / 1_000_000 + " ms");
        return desk + "\n\n" + venues(this.desk.venues());
    }

    private static String venues(List<VenueView> views) {
        Table table = new Table("venue", "session", "open", "unknown", "free balances", "state");
        for (VenueView v : views) {
            StringJoiner balances = new StringJoiner(", ");
            v.balances().forEach((currency, amount) -> balances.add(FixedPoint.format(amount, 8) + " " + currency));
            table.row(v.venue(), v.sessionUp() ? "up" : "down", Integer.toString(v.open()), Integer.toString(v.unknown()),
                    balances.toString(), v.out().isEmpty() ? Show.lower(v.halt()).replace("none", "in") : "out: " + v.out());
        }
        return table.toString();
    }

    /** Compares the desk with its venues. */
    @Descriptor("ask venues for open orders and balances and show how they differ from the desk: exo:reconcile [VENUE]")
    public String reconcile(String... words) {
        Arguments args = new Arguments("exo:reconcile [VENUE]", 0, 1, words);
        List<String> venues = args.word(0, "").isEmpty()
                ? desk.venues().stream().map(VenueView::venue).toList() : List.of(args.word(0));
        StringJoiner text = new StringJoiner("\n");
        for (String venue : venues) {
            text.add(text(OrderCommands.await(desk.reconcile(OrderCommands.context(UUID.randomUUID().toString()), venue), 30)));
        }
        return venues.isEmpty() ? "no venue is listed" : text.toString();
    }

    private static String text(Reconciliation r) {
        String told = r.venue() + ": open orders " + (r.ordersKnown() ? "told" : "not told") + ", balances "
                + (r.balancesKnown() ? "told" : "not told") + (r.failure().isEmpty() ? "" : " (" + r.failure() + ")");
        if (r.differences().isEmpty()) {
            return told + "; no difference";
        }
        Table table = new Table("difference", "child", "of", "desk", "venue", "what to do");
        for (Reconciliation.Difference d : r.differences()) {
            table.row(Show.lower(d.kind()).replace('_', ' '), d.child() == 0 ? "" : Long.toString(d.child()), d.subject(),
                    d.desk(), d.venue(), d.remedy());
        }
        return told + "; " + r.differences().size() + " differences\n" + table;
    }

    /** Writes an unknown quantity off. */
    @Descriptor("decide that nothing more comes of a child: exo:writeoff CHILD REASON")
    public String writeoff(String... words) {
        Arguments args = new Arguments("exo:writeoff CHILD REASON", 2, 20, words);
        long child = args.number("child", args.word(0));
        StringJoiner reason = new StringJoiner(" ");
        for (int i = 1; !args.word(i, "").isEmpty(); i++) {
            reason.add(args.word(i));
        }
        OrderCommands.accepted(OrderCommands.await(desk.writeOff(
                OrderCommands.context(UUID.randomUUID().toString()), child, reason.toString()), 30));
        return "child " + child + " written off; its quantity is free again";
    }

    /** Books a fill by hand. */
    @Descriptor("count a fill that the venue did not report: " + FILL)
    public String fill(String... words) {
        Arguments args = new Arguments(FILL, 4, 4, words);
        long id = args.number("child", args.word(0));
        Listing listing = listing(id);
        ManualFill fill;
        try {
            fill = new ManualFill(
                    id, args.word(3), listing.lots(args.word(1)), listing.ticks(args.word(2)),
                    FixedPoint.parse(args.option("--fee", "0"), ExecutionReport.FEE_AMOUNT_SCALE),
                    args.has("--fee") ? args.option("--currency", listing.feeCurrency()) : "");
        } catch (IllegalArgumentException e) {
            throw args.complaint(e.getMessage());
        }
        OrderCommands.accepted(OrderCommands.await(
                desk.bookFill(OrderCommands.context(UUID.randomUUID().toString()), fill), 30));
        return "fill " + fill.execId() + " of child " + id + " booked";
    }

    private Listing listing(long id) {
        for (ParentView parent : desk.orders()) {
            for (ChildView child : parent.children()) {
                if (child.order().id() == id) {
                    return Show.listing(desk, child.order().listing().toString()).listing();
                }
            }
        }
        throw new Refusal("unknown child " + id + "; see exo:order");
    }

    /** Takes a venue back. */
    @Descriptor("take a venue back that was taken out: exo:readmit VENUE")
    public String readmit(String... words) {
        Arguments args = new Arguments("exo:readmit VENUE", 1, 1, words);
        OrderCommands.accepted(OrderCommands.await(
                desk.readmit(OrderCommands.context(UUID.randomUUID().toString()), args.word(0)), 30));
        return args.word(0) + " is back in";
    }
}
