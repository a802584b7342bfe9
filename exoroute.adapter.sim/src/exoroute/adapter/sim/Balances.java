package exoroute.adapter.sim;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.order.ExecutionReport;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the desk holds at a venue, exact to the last digit of every fill. Without start balances nothing is kept. One
 * thread.
 */
public final class Balances {
    /** Balances are told in 10^-8 of their currency. */
    public static final int SCALE = 8;

    private final Map<String, BigDecimal> amounts = new TreeMap<>();

    /** Starts with amounts in 10^-8 by currency; empty for a venue that keeps none. */
    public Balances(Map<String, Long> start) {
        start.forEach((currency, amount) -> amounts.put(currency, BigDecimal.valueOf(amount, SCALE)));
    }

    /**
     * Reads {@code CURRENCY=AMOUNT}, decimals.
     *
     * @throws IllegalArgumentException naming the text
     */
    public static Map<String, Long> parse(Collection<String> texts) {
        Map<String, Long> start = new TreeMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("setting balances: '" + text
                        + "' is not of the form CURRENCY=AMOUNT, for example USD=1000000");
            }
            try {
                start.put(text.substring(0, equals), FixedPoint.parse(text.substring(equals + 1), SCALE));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("setting balances: '" + text + "': " + e.getMessage(), e);
            }
        }
        return start;
    }

    /** Books an execution with its size, price and fee. */
    void add(Listing listing, Side side, ExecutionReport execution) {
        book(listing, side, execution, 1);
    }

    /** Takes an execution back: it was busted or is corrected. */
    void takeBack(Listing listing, Side side, ExecutionReport execution) {
        book(listing, side, execution, -1);
    }

    private void book(Listing listing, Side side, ExecutionReport execution, int direction) {
        if (amounts.isEmpty()) {
            return;
        }
        Instrument instrument = listing.instrument();
        BigDecimal sign = BigDecimal.valueOf(side.sign() * direction);
        BigDecimal size = BigDecimal.valueOf(execution.lastLots())
                .multiply(BigDecimal.valueOf(listing.lot(), instrument.sizeScale()));
        BigDecimal price = BigDecimal.valueOf(execution.lastTicks())
                .multiply(BigDecimal.valueOf(listing.tick(), instrument.priceScale()));
        amounts.merge(instrument.base(), size.multiply(sign), BigDecimal::add);
        amounts.merge(instrument.quote(), size.multiply(price).multiply(sign).negate(), BigDecimal::add);
        if (!execution.feeCurrency().isEmpty()) {
            BigDecimal fee = BigDecimal.valueOf(execution.fee(), ExecutionReport.FEE_AMOUNT_SCALE);
            amounts.merge(execution.feeCurrency(), fee.multiply(BigDecimal.valueOf(-direction)), BigDecimal::add);
        }
    }

    /**
     * Total amounts by currency in 10^-8, what is finer rounded down only here.
     *
     * @throws ArithmeticException when an amount does not fit 64 bits
     */
    public Map<String, Long> totals() {
        Map<String, Long> totals = new TreeMap<>();
        amounts.forEach((currency, amount) -> totals.put(
                currency, amount.setScale(SCALE, RoundingMode.FLOOR).unscaledValue().longValueExact()));
        return totals;
    }
}
