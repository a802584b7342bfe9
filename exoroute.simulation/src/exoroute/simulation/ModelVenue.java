package exoroute.simulation;

import exoroute.api.adapter.OpenOrder;
import exoroute.api.market.BookView;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.market.OrderBook;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Liquidity;
import exoroute.api.order.ExecutionReport.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A venue that keeps the truth: what it was sent, what it executed. How it misbehaves is {@link Fault}. */
final class ModelVenue {
    /** Ways to misbehave. */
    enum Fault {
        /** As it should. */
        NONE,
        /** Executes and says nothing. */
        SILENT,
        /** Hears nothing. */
        DEAF,
        /** Acknowledges and never fills. */
        NEVER_FILLS,
        /** Rejects everything. */
        REJECTS,
        /** Fills at a price worse than the limit. */
        WORSE_PRICE,
        /** Fills more than was ordered. */
        OVERFILLS,
        /** Says everything twice. */
        REPEATS,
        /** Says things late and out of order. */
        DELAYS,
        /** Loses a third of what it says. */
        DROPS
    }

    /** An order as the venue has it. */
    static final class Order {
        ChildOrder order;
        long filled;
        boolean ended;
        String state = "NEW";
        final List<ExecutionReport> executions = new ArrayList<>();

        Order(ChildOrder order) {
            this.order = order;
        }

        long leaves() {
            return ended ? 0 : Math.max(0, order.lots() - filled);
        }
    }

    final String id;
    final TreeMap<ListingId, Listing> listings = new TreeMap<>();
    final TreeMap<Long, Order> orders = new TreeMap<>();
    /** Those not ended. */
    final TreeMap<Long, Order> open = new TreeMap<>();
    private final List<Order> arrived = new ArrayList<>();
    /** Totals by currency, 10^-8; empty when the venue does not tell balances. */
    final TreeMap<String, Long> balances = new TreeMap<>();
    private final TreeMap<ListingId, OrderBook> books = new TreeMap<>();
    private final long seed;
    private final Truth truth;
    private final Consumer<ExecutionReport> out;
    Fault fault = Fault.NONE;
    private long executions;
    private long views;

    ModelVenue(String id, long seed, Truth truth, Consumer<ExecutionReport> out) {
        this.id = id;
        this.seed = seed;
        this.truth = truth;
        this.out = out;
    }

    /** A new book around a price. */
    BookView quote(ListingId listing, long mid, long salt) {
        int levels = 3;
        long[][] sides = new long[4][levels];
        for (int i = 0; i < levels; i++) {
            sides[0][i] = mid - 1 - i * 3L - Dice.below(Dice.hash(salt, 1, i), 3);
            sides[1][i] = 1 + Dice.below(Dice.hash(salt, 2, i), 4_000);
            sides[2][i] = mid + 1 + i * 3L + Dice.below(Dice.hash(salt, 3, i), 3);
            sides[3][i] = 1 + Dice.below(Dice.hash(salt, 4, i), 4_000);
        }
        OrderBook book = new OrderBook(sides[0], sides[1], sides[2], sides[3]);
        books.put(listing, book);
        return new BookView(listing, ++views, 0, BookView.State.LIVE, "", book);
    }

    /** The book as it is, or null before the first. */
    BookView view(ListingId listing) {
        OrderBook book = books.get(listing);
        return book == null ? null : new BookView(listing, ++views, 0, BookView.State.LIVE, "", book);
    }

    void submit(ChildOrder sent) {
        Violation.unless(!orders.containsKey(sent.id()), "an order reached its venue twice", () -> id + " " + sent);
        Order order = new Order(sent);
        orders.put(sent.id(), order);
        open.put(sent.id(), order);
        arrived.add(order);
        long salt = Dice.hash(seed, sent.id(), orders.size());
        if (fault == Fault.REJECTS || Dice.below(salt, 50) == 0) {
            end(order, Type.REJECTED, "REJECTED");
            return;
        }
        say(order, Type.NEW, "", 0, 0, "");
        if (fault != Fault.NEVER_FILLS) {
            match(order, salt);
            if (!order.ended) {
                end(order, Type.EXPIRED, "EXPIRED");
            }
        }
    }

    private void match(Order order, long salt) {
        Side side = order.order.side();
        OrderBook book = books.get(order.order.listing());
        long wanted = Dice.below(salt >>> 8, 3) == 0 ? order.leaves() * (1 + Dice.below(salt >>> 16, 9)) / 10 : order.leaves();
        for (int i = 0; book != null && i < book.levels(side.opposite()) && wanted > 0; i++) {
            long price = book.price(side.opposite(), i);
            if (side.sign() * (price - order.order.limitTicks()) > 0) {
                break;
            }
            long lots = Math.min(wanted, book.size(side.opposite(), i));
            wanted -= lots;
            fill(order, lots, fault == Fault.WORSE_PRICE ? order.order.limitTicks() + side.sign() : price);
        }
        if (fault == Fault.OVERFILLS && order.filled == order.order.lots()) {
            truth.excuse(order.order.parent());
            fill(order, 1 + Dice.below(salt >>> 24, 5), order.order.limitTicks());
        }
    }

    private void fill(Order order, long lots, long ticks) {
        order.filled += lots;
        if (order.filled >= order.order.lots()) {
            ended(order, "FILLED");
        }
        truth.executed(order.order.parent(), units(order, lots));
        long fee = move(order, lots, ticks, 1);
        say(order, Type.TRADE, "", lots, ticks, "", fee);
    }

    private long units(Order order, long lots) {
        return lots * listings.get(order.order.listing()).lot();
    }

    /** Moves the balances; returns the fee, 10^-8. */
    private long move(Order order, long lots, long ticks, int sign) {
        Listing listing = listings.get(order.order.listing());
        long units = lots * listing.lot();
        long notional = ticks * units * 100;
        long fee = (notional * listing.takerFee() + 99_999_999L) / 100_000_000L;
        if (!balances.isEmpty()) {
            int side = order.order.side().sign();
            balances.merge(listing.instrument().base(), sign * side * units * 10_000, Long::sum);
            balances.merge("USD", -sign * (side * notional + fee), Long::sum);
            String spent = side > 0 ? "USD" : listing.instrument().base();
            Violation.unless(balances.get(spent) >= 0, "a balance was overdrawn",
                    () -> id + " " + balances + " by " + order.order);
        }
        return fee;
    }

    void cancel(ChildOrder asked) {
        Order order = orders.get(asked.id());
        if (order == null) {
            out.accept(report(asked, Type.NOT_FOUND, "", 0, 0, 0, 0, "unknown order", 0));
        } else if (order.ended) {
            say(order, Type.CANCEL_REJECTED, "", 0, 0, "too late");
        } else if (Dice.below(Dice.hash(seed, asked.id(), 7), 3) == 0) {
            match(order, Dice.hash(seed, asked.id(), 8));
            if (!order.ended) {
                end(order, Type.CANCELED, "CANCELED");
            }
        } else {
            end(order, Type.CANCELED, "CANCELED");
        }
    }

    void replace(ChildOrder changed) {
        Order order = orders.get(changed.id());
        if (order == null) {
            out.accept(report(changed, Type.NOT_FOUND, "", 0, 0, 0, 0, "unknown order", 0));
            return;
        }
        if (!order.ended && Dice.below(Dice.hash(seed, changed.id(), 9), 2) == 0) {
            match(order, Dice.hash(seed, changed.id(), 10));
        }
        if (order.ended || changed.lots() <= order.filled) {
            say(order, Type.CANCEL_REJECTED, "", 0, 0, "too late");
        } else {
            order.order = changed;
            say(order, Type.REPLACED, "", 0, 0, "");
        }
    }

    /** Repeats the executions of an order, then tells its state. */
    void status(ChildOrder asked) {
        Order order = orders.get(asked.id());
        if (order == null) {
            out.accept(report(asked, Type.NOT_FOUND, "", 0, 0, 0, 0, "unknown order", 0));
        } else {
            order.executions.forEach(out);
            say(order, Type.STATUS, "", 0, 0, order.state);
        }
    }

    List<OpenOrder> openOrders() {
        List<OpenOrder> told = new ArrayList<>();
        for (Order o : open.values()) {
            told.add(new OpenOrder(
                    o.order.listing(), o.order.id(), id + "-" + o.order.id(), o.order.side(), o.order.limitTicks(),
                    o.order.lots(), o.filled));
        }
        return told;
    }

    /** Busts, or corrects the size of, an execution that salt picks; nothing when there is none. */
    void revise(long salt, boolean bust) {
        Order order = recent(salt);
        if (order == null || order.filled == 0 || !balances.isEmpty()) {
            return;
        }
        List<ExecutionReport> standing = order.executions.stream()
                .filter(e -> e.type() != Type.TRADE_CANCEL && order.executions.stream()
                        .noneMatch(other -> other.refExecId().equals(e.execId()))).toList();
        if (standing.isEmpty()) {
            return;
        }
        ExecutionReport old = standing.get(Dice.below(salt >>> 8, standing.size()));
        order.filled -= old.lastLots();
        truth.executed(order.order.parent(), -units(order, old.lastLots()));
        move(order, old.lastLots(), old.lastTicks(), -1);
        if (bust) {
            say(order, Type.TRADE_CANCEL, old.execId(), 0, 0, "busted");
            return;
        }
        long lots = Math.max(1, old.lastLots() - Dice.below(salt >>> 16, 3));
        order.filled += lots;
        truth.executed(order.order.parent(), units(order, lots));
        long fee = move(order, lots, old.lastTicks(), 1);
        say(order, Type.TRADE_CORRECT, old.execId(), lots, old.lastTicks(), "corrected", fee);
    }

    /** Says again what it said of an order that salt picks. */
    void repeat(long salt) {
        Order order = recent(salt);
        if (order != null) {
            order.executions.forEach(out);
        }
    }

    private Order recent(long salt) {
        return arrived.isEmpty() ? null : arrived.get(Math.max(0, arrived.size() - 1 - Dice.below(salt, 20)));
    }

    private void ended(Order order, String state) {
        order.ended = true;
        order.state = state;
        open.remove(order.order.id());
    }

    private void end(Order order, Type type, String state) {
        ended(order, state);
        say(order, type, "", 0, 0, "");
    }

    private void say(Order order, Type type, String ref, long lots, long ticks, String text) {
        say(order, type, ref, lots, ticks, text, 0);
    }

    private void say(Order order, Type type, String ref, long lots, long ticks, String text, long fee) {
        ExecutionReport report = report(
                order.order, type, ref, order.filled, order.leaves(), lots, ticks, text, fee);
        if (type == Type.TRADE || type == Type.TRADE_CANCEL || type == Type.TRADE_CORRECT) {
            order.executions.add(report);
        }
        out.accept(report);
    }

    private ExecutionReport report(
            ChildOrder order, Type type, String ref, long filled, long leaves, long lots, long ticks, String text, long fee) {
        return new ExecutionReport(
                order.listing(), order.id(), id + "-" + order.id(), type, id + "-e" + ++executions, ref, filled, leaves,
                lots, ticks, fee, fee == 0 ? "" : "USD", lots > 0 ? Liquidity.TAKER : Liquidity.NONE, 0, text);
    }
}
