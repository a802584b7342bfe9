package exoroute.adapter.sim.server;

import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A second bookkeeping of a journal, written plainly, for {@link LocalVenue}'s listing and start balances. */
final class Ledger {
    private Ledger() {}

    /** Balances in 10^-8: the start balances and all fills that stand. */
    static Map<String, Long> balances(VenueJournal journal) {
        BigDecimal usd = new BigDecimal("1000000");
        BigDecimal btc = new BigDecimal("100");
        Set<String> ids = new HashSet<>();
        for (VenueJournal.Order order : journal.orders()) {
            Map<String, ExecutionReport> standing = new HashMap<>();
            for (ExecutionReport e : order.executions()) {
                if (!ids.add(e.execId())) {
                    throw new AssertionError("execution id " + e.execId() + " is used twice");
                }
                standing.remove(e.refExecId());
                if (e.type() != Type.TRADE_CANCEL) {
                    standing.put(e.execId(), e);
                }
            }
            BigDecimal sign = BigDecimal.valueOf(order.order().side().sign());
            for (ExecutionReport e : standing.values()) {
                BigDecimal size = BigDecimal.valueOf(e.lastLots(), 4);
                btc = btc.add(sign.multiply(size));
                usd = usd.subtract(sign.multiply(size).multiply(BigDecimal.valueOf(e.lastTicks(), 2)))
                        .subtract(BigDecimal.valueOf(e.fee(), 8));
            }
        }
        return Map.of("USD", in8(usd), "BTC", in8(btc));
    }

    private static long in8(BigDecimal amount) {
        return amount.setScale(8, RoundingMode.FLOOR).unscaledValue().longValueExact();
    }
}
