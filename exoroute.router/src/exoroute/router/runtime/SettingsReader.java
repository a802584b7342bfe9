package exoroute.router.runtime;

import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.ListingId;
import exoroute.router.core.CoreConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Typed settings to the core's configuration. */
final class SettingsReader {
    /** Basis points have six decimals left in 10^-8 of one. */
    private static final int BASIS_POINT_SCALE = 4;

    private static final long MILLISECOND = 1_000_000;
    /** A hundred days: doubled pauses stay far from overflow. */
    private static final long MAX_MILLIS = 8_640_000_000L;
    /** 10^9 base units: no size in units overflows. */
    private static final long UNBOUNDED = FixedPoint.power(17);

    private SettingsReader() {}

    /**
     * Reads.
     *
     * @throws IllegalArgumentException naming the setting and its value
     */
    static CoreConfig read(RouterSettings s) {
        return new CoreConfig(
                instruments(s.instruments()),
                conversions(s.conversions()),
                s.engine(),
                positive("max.rounds", s.max_rounds()),
                positive("max.rejects", s.max_rejects()),
                decimal("move.threshold.bp", s.move_threshold_bp(), BASIS_POINT_SCALE),
                millis("retry.delay.ms", s.retry_delay_ms()),
                risk(s),
                new CoreConfig.Outcomes(
                        millis("child.timeout.ms", s.child_timeout_ms()),
                        millis("ask.interval.ms", s.ask_interval_ms()),
                        millis("quarantine.ms", s.quarantine_ms())),
                new CoreConfig.Breaker(
                        positive("breaker.rejects", s.breaker_rejects()),
                        positive("breaker.silences", s.breaker_silences()),
                        positive("breaker.barren", s.breaker_barren()),
                        positive("breaker.flaps", s.breaker_flaps()),
                        millis("breaker.window.ms", s.breaker_window_ms()),
                        millis("breaker.pause.ms", s.breaker_pause_ms()),
                        millis("breaker.max.pause.ms", s.breaker_max_pause_ms())),
                new CoreConfig.Retention(
                        positive("keep.finished", s.keep_finished()),
                        positive("keep.requests", s.keep_requests()),
                        positive("snapshot.events", s.snapshot_events())));
    }

    private static CoreConfig.RiskLimits risk(RouterSettings s) {
        long parent = decimal("max.parent.quantity", s.max_parent_quantity(), 8);
        return new CoreConfig.RiskLimits(
                parent,
                decimal("max.parent.notional", s.max_parent_notional(), 8),
                s.max_child_quantity().isEmpty() ? parent : decimal("max.child.quantity", s.max_child_quantity(), 8),
                decimal("max.child.notional", s.max_child_notional(), 8),
                s.max_day_quantity().isEmpty() ? UNBOUNDED : decimal("max.day.quantity", s.max_day_quantity(), 8),
                decimal("max.day.notional", s.max_day_notional(), 8),
                decimal("collar.bp", s.collar_bp(), BASIS_POINT_SCALE),
                positive("max.orders.per.second", s.max_orders_per_second()));
    }

    private static long millis(String name, long value) {
        if (value > MAX_MILLIS) {
            throw new IllegalArgumentException("setting " + name + ": " + value + " must be at most " + MAX_MILLIS);
        }
        return positive(name, value) * MILLISECOND;
    }

    private static List<Instrument> instruments(String[] texts) {
        List<Instrument> instruments = new ArrayList<>();
        for (String text : texts) {
            String[] parts = text.split("[;/]");
            if (parts.length != 4) {
                throw new IllegalArgumentException("setting instruments: '" + text + "' is not BASE/QUOTE;sizeScale;priceScale");
            }
            instruments.add(new Instrument(
                    parts[0] + "/" + parts[1], parts[0], parts[1], scale(text, parts[2]), scale(text, parts[3])));
        }
        return instruments;
    }

    private static int scale(String text, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("setting instruments: '" + text + "': '" + digits + "' is no number", e);
        }
    }

    private static SortedMap<ListingId, ListingId> conversions(String[] texts) {
        SortedMap<ListingId, ListingId> conversions = new TreeMap<>();
        for (String text : texts) {
            String[] parts = text.split("=");
            if (parts.length != 2) {
                throw new IllegalArgumentException("setting conversions: '" + text + "' is not listing=listing");
            }
            ListingId book = ListingId.parse(parts[1]);
            if (conversions.containsValue(book)) {
                throw new IllegalArgumentException("setting conversions: " + book
                        + " is used twice; its depth would be counted twice, give each listing a book of its own");
            }
            conversions.put(ListingId.parse(parts[0]), book);
        }
        return conversions;
    }

    private static long decimal(String name, String text, int scale) {
        long value;
        try {
            value = FixedPoint.parse(text, scale);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("setting " + name + ": " + e.getMessage(), e);
        }
        return positive(name, value);
    }

    private static int positive(String name, int value) {
        return (int) positive(name, (long) value);
    }

    private static long positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("setting " + name + ": " + value + " must be positive");
        }
        return value;
    }
}
