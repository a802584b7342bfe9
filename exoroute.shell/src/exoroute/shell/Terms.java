package exoroute.shell;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.Side;
import exoroute.api.order.Constraints;
import exoroute.api.order.ParentOrder;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** An order in words: {@code buy|sell SIZE BASE/QUOTE} and its terms. */
final class Terms {
    /** Words of an order, for usages. */
    static final String USAGE = "buy|sell SIZE BASE/QUOTE "
            + "[--limit PRICE] [--net] [--venues A,B] [--deadline SECONDS] [--partial] [--rounds N]";

    private Terms() {}

    /** Reads an order. */
    static ParentOrder order(Arguments args, Instrument instrument) {
        Side side;
        try {
            side = Side.valueOf(args.word(0).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw args.complaint("side '" + args.word(0) + "' is neither buy nor sell");
        }
        String venues = args.option("--venues", "");
        return new ParentOrder(
                args.word(2), side, decimal(args, "size", args.word(1), instrument.sizeScale()),
                args.has("--limit") ? decimal(args, "limit", args.option("--limit", ""), instrument.priceScale()) : 0,
                args.has("--net") ? ParentOrder.LimitBasis.NET : ParentOrder.LimitBasis.GROSS,
                args.has("--deadline") ? deadline(args) : 0,
                new Constraints(
                        args.has("--partial"), (int) args.number("rounds", args.option("--rounds", "0")), 0,
                        venues.isEmpty() ? List.of() : List.of(venues.split(","))));
    }

    /** The deadline, nanoseconds UTC. */
    static long deadline(Arguments args) {
        long now = TimeUnit.MILLISECONDS.toNanos(Clock.systemUTC().millis());
        return now + TimeUnit.SECONDS.toNanos(args.number("deadline", args.option("--deadline", "")));
    }

    /** A decimal at a scale, exactly. */
    static long decimal(Arguments args, String what, String text, int scale) {
        try {
            return FixedPoint.parse(text, scale);
        } catch (IllegalArgumentException e) {
            throw args.complaint(what + ": " + e.getMessage());
        }
    }

    /** The instrument as it was ordered: its quote currency is the order's, not the listing's. */
    static Instrument quoted(String symbol, Instrument listed) {
        String quote = symbol.contains("/") ? symbol.substring(symbol.indexOf('/') + 1) : listed.quote();
        return new Instrument(symbol, listed.base(), quote, listed.sizeScale(), listed.priceScale());
    }
}
