package exoroute.router.core;

import static exoroute.router.CoreFixture.A;
import static exoroute.router.CoreFixture.B;
import static exoroute.router.CoreFixture.BTC;
import static exoroute.router.CoreFixture.ONE_BTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import exoroute.api.desk.QualityReport;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.router.CoreFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Quality reports against numbers computed by hand. */
class QualityAnalysisTest {
    private static long price(String text) {
        return FixedPoint.parse(text, 9);
    }

    private static long money(String text) {
        return FixedPoint.parse(text, 8);
    }

    @Test
    void a_buy_is_measured_against_the_arrival_mid_the_best_venue_and_the_pro_rata_split() {
        CoreFixture f = CoreFixture.standard();
        long id = f.buy(6 * ONE_BTC);
        List<ChildOrder> children = f.answer();
        f.report(f.trade(children.get(0), "a", 5 * ONE_BTC, 9_999, money("0.49995")));
        f.report(f.trade(children.get(1), "b", ONE_BTC, 10_000, money("0.2")));
        QualityReport q = f.parent(id).quality().orElseThrow();
        assertEquals(price("99.95"), q.arrivalMid());
        assertEquals(money("600.64995"), q.cost());
        assertEquals(money("0.69995"), q.fees());
        assertEquals(price("100.108325"), q.averagePrice());
        assertEquals(money("0.94995"), q.implementationShortfall(), "600.64995 - 6 * 99.95");
        assertEquals(price("0.083333334"), q.effectiveSpread(), "2 * (599.95 / 6 - 99.95)");
        assertEquals(A.id(), q.bestSingleVenue());
        assertEquals(money("600.7001"), q.bestSingleCost(), "5 * 100.10 + 100.10 * 1.001");
        assertEquals(money("600.9"), q.proRataCost(), "3 * 100.10 + 3 * 100.20");
        QualityReport.ChildQuality a = q.children().get(0);
        assertEquals(price("100.08999"), a.averagePrice());
        assertEquals(price("100.10"), a.expectedPrice());
        assertEquals(price("-0.01001"), a.slippage());
        assertEquals(price("100.20"), a.bestAlternative());
        assertEquals(money("0.49995"), a.fees());
        assertEquals(price("-0.04"), a.markOut(), "final mid 99.95 - 99.99");
        assertEquals(price("100.2001"), q.children().get(1).bestAlternative(), "alpha's second level");
        assertTrue(a.bookPosition() > 0);
    }

    @Test
    void a_sell_has_its_signs_turned() {
        CoreFixture f = CoreFixture.standard();
        long id = f.place(CoreFixture.order(Side.SELL, 2 * ONE_BTC, 0));
        ChildOrder child = f.answer().get(0);
        assertEquals(A.id(), child.listing());
        f.report(f.trade(child, "a", 2 * ONE_BTC, 9_989, money("0.19978")));
        QualityReport q = f.parent(id).quality().orElseThrow();
        assertEquals(money("199.58022"), q.cost(), "what came in: 2 * 99.89 - fee");
        assertEquals(money("0.19978"), q.fees());
        assertEquals(money("0.31978"), q.implementationShortfall(), "199.90 - 199.58022");
        assertEquals(price("0.12"), q.effectiveSpread());
        assertEquals(money("199.6002"), q.bestSingleCost(), "2 * 99.90 * 0.999");
        assertEquals(price("99.79011"), q.averagePrice());
        assertEquals(price("0.00999"), q.children().get(0).slippage(), "99.8001 expected");
        assertEquals(price("-0.06"), q.children().get(0).markOut());
    }

    @Test
    void a_rebate_is_a_negative_fee_and_a_fee_in_the_base_is_counted_at_the_fills_price() {
        CoreFixture f = CoreFixture.standard();
        long id = f.buy(ONE_BTC);
        ChildOrder child = f.answer().get(0);
        ExecutionReport half = f.trade(child, "a", ONE_BTC / 2, 10_000, money("-0.01"));
        f.report(half);
        ExecutionReport other = f.trade(child, "b", ONE_BTC / 2, 10_000, money("0.001"));
        f.report(new ExecutionReport(
                other.listing(), other.child(), "", Type.TRADE, "b", "", other.cumulativeLots(), 0, other.lastLots(),
                other.lastTicks(), other.fee(), "BTC", other.liquidity(), 0, ""));
        assertEquals(money("0.09"), f.parent(id).quality().orElseThrow().fees(), "0.001 BTC at 100 less 0.01");
    }

    @Test
    void a_converted_fill_is_measured_in_the_orders_currency() {
        Listing coin = CoreFixture.listing("delta", new Instrument("BTC/USDT", "BTC", "USDT", 4, 2), 1, 1, 100_000);
        Listing rate = CoreFixture.listing("delta", new Instrument("USDT/USD", "USDT", "USD", 2, 4), 1, 1, 0);
        CoreFixture f = CoreFixture.with(
                CoreFixture.config(CoreFixture.LIMITS, Map.of(coin.id(), rate.id()), 4), coin, rate);
        f.book(coin, "9990x50000 | 10000x50000");
        f.book(rate, "10000x10000000 | 10010x10000000");
        long id = f.buy(ONE_BTC);
        ChildOrder child = f.answer().get(0);
        assertEquals(10_000, child.limitTicks(), "limits are native");
        f.report(f.trade(child, "a", ONE_BTC, 10_000, money("0.1")));
        QualityReport q = f.parent(id).quality().orElseThrow();
        assertEquals(money("100.2001"), q.cost(), "100.10 USDT at 1.0010");
        assertEquals(money("0.1001"), q.fees());
        assertEquals(price("100"), q.arrivalMid(), "mean of 99.90 * 1.0000 and 100.00 * 1.0010");
        assertEquals(money("0.2001"), q.implementationShortfall());
    }

    @Test
    void an_order_that_filled_nothing_has_an_empty_report() {
        CoreFixture f = CoreFixture.standard();
        long id = f.buy(ONE_BTC);
        f.apply(new CoreEvent.CancelRequested(f.context(), id));
        QualityReport q = f.parent(id).quality().orElseThrow();
        assertEquals(0, q.cost());
        assertEquals(0, q.averagePrice());
        assertNull(q.bestSingleVenue());
        assertEquals(List.of(), q.children());
    }

    @Test
    void the_best_single_venue_must_have_shown_all_of_it() {
        CoreFixture f = CoreFixture.standard();
        f.book(A, "9990x50000 | 10000x10000");
        long id = f.buy(2 * ONE_BTC);
        f.answer().forEach(c -> f.fill(c, c.lots()));
        assertEquals(B.id(), f.parent(id).quality().orElseThrow().bestSingleVenue());
        assertEquals(BTC.symbol(), f.parent(id).plan().instrument());
    }
}
