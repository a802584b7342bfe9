package exoroute.shell;

import exoroute.api.desk.HaltLevel;
import exoroute.api.desk.ListingView;
import exoroute.api.desk.OrderDesk;
import exoroute.api.market.Listing;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import java.util.HashMap;
import java.util.Map;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code exo:venues} and {@code exo:book}. */
@Component(
        service = MarketCommands.class,
        property = {"osgi.command.scope=exo", "osgi.command.function=venues", "osgi.command.function=book"})
public final class MarketCommands {
    private final OrderDesk desk;

    /** Commands on a desk. */
    @Activate
    public MarketCommands(@Reference OrderDesk desk) {
        this.desk = desk;
    }

    /** Lists all listings. */
    @Descriptor("listings with their best prices, fees and state")
    public String venues() {
        Table table = new Table("listing", "instrument", "bid", "ask", "tick", "lot", "taker", "maker", "state");
        boolean assumed = false;
        Map<String, String> out = new HashMap<>();
        desk.venues().forEach(venue -> out.put(venue.venue(), venue.out()));
        for (ListingView view : desk.listings()) {
            Listing listing = view.listing();
            assumed |= listing.assumed();
            table.row(
                    listing.id().toString(), listing.instrument().symbol(), Show.best(view, Side.BUY),
                    Show.best(view, Side.SELL), listing.price(1), listing.size(1),
                    Show.percent(listing.takerFee()), Show.percent(listing.makerFee()),
                    state(view, out.getOrDefault(listing.id().venue(), "")));
        }
        return table + (assumed ? "\n* some facts are assumed, not published by the venue's recorded metadata" : "");
    }

    private static String state(ListingView view, String out) {
        String mark = view.listing().assumed() ? " *" : "";
        if (!out.isEmpty()) {
            return "out: " + out + mark;
        }
        if (view.halt() != HaltLevel.NONE) {
            return (view.halt() == HaltLevel.KILL ? "killed" : "halted") + mark;
        }
        if (!view.sessionUp()) {
            return "session down" + mark;
        }
        return (view.book().isLive() ? "live" : "stale: " + view.book().reason()) + mark;
    }

    /** Shows a book. */
    @Descriptor("a listing's book: exo:book VENUE[:SYMBOL] [--depth N]")
    public String book(String... words) {
        Arguments args = new Arguments("exo:book VENUE[:SYMBOL] [--depth N]", 1, 1, words);
        ListingView view = Show.listing(desk, args.word(0));
        Listing listing = view.listing();
        long depth = args.number("depth", args.option("--depth", "10"));
        if (depth < 1) {
            throw args.complaint("depth " + depth + " must be at least 1");
        }
        OrderBook book = view.book().book();
        Table table = new Table("bid size", "bid", "ask", "ask size");
        int rows = (int) Math.min(depth, Math.max(book.levels(Side.BUY), book.levels(Side.SELL)));
        for (int i = 0; i < rows; i++) {
            boolean bid = i < book.levels(Side.BUY);
            boolean ask = i < book.levels(Side.SELL);
            table.row(
                    bid ? listing.size(book.size(Side.BUY, i)) : "", bid ? listing.price(book.price(Side.BUY, i)) : "",
                    ask ? listing.price(book.price(Side.SELL, i)) : "", ask ? listing.size(book.size(Side.SELL, i)) : "");
        }
        return listing.id() + " " + listing.instrument().symbol() + " " + state(view, "") + "\n" + table;
    }
}
