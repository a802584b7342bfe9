package exoroute.router.runtime;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the router (PID {@code exoroute.router}). Decimals are text, so that they stay exact. */
@ObjectClassDefinition(name = "ExoRoute router")
public @interface RouterSettings {
    /** Instruments that can be ordered: {@code SYMBOL;sizeScale;priceScale}. */
    @AttributeDefinition(description = "Instruments: BASE/QUOTE;sizeScale;priceScale")
    String[] instruments();

    /** Conversions: {@code venue:symbol=venue:symbol}, the listing whose quote is converted and the book to use. */
    @AttributeDefinition(description = "Conversions: listing=conversion listing")
    String[] conversions() default {};

    /** Engine to ask. */
    @AttributeDefinition(description = "Engine id")
    String engine() default "price-search";

    /** Solve rounds of one parent at most. */
    @AttributeDefinition(description = "Most solve rounds of one order")
    int max_rounds() default 8;

    /** A listing is left out of an order once it rejected so many of its children. */
    @AttributeDefinition(description = "Rejects after which a listing is left out of an order")
    int max_rejects() default 2;

    /** Book move that restarts a running solve, basis points. */
    @AttributeDefinition(description = "Book move that restarts a running solve, basis points")
    String move_threshold_bp() default "5";

    /** Milliseconds after which a silent child is unknown. */
    @AttributeDefinition(description = "Milliseconds after which a silent child is unknown")
    long child_timeout_ms() default 10_000;

    /** Milliseconds before a residual without liquidity is tried again. */
    @AttributeDefinition(description = "Milliseconds before a residual without liquidity is tried again")
    long retry_delay_ms() default 500;

    /** Levels a side of each book that the core sees. */
    @AttributeDefinition(description = "Levels a side of each book that the core sees")
    int book_depth() default 1000;

    /** Milliseconds before a venue is asked again what became of an order; doubles. */
    @AttributeDefinition(description = "Milliseconds before a venue is asked again what became of an order; doubles")
    long ask_interval_ms() default 1_000;

    /** Milliseconds after re-logon before an order the venue does not know counts as gone. */
    @AttributeDefinition(description = "Milliseconds after re-logon before an order the venue does not know counts as gone")
    long quarantine_ms() default 5_000;

    /** Rejects in a row that take a venue out. */
    @AttributeDefinition(description = "Rejects in a row that take a venue out")
    int breaker_rejects() default 10;

    /** Orders in a row not ended in time that take a venue out. */
    @AttributeDefinition(description = "Orders in a row not ended in time that take a venue out")
    int breaker_silences() default 3;

    /** Orders in a row without a fill that take a venue out. */
    @AttributeDefinition(description = "Orders in a row without a fill that take a venue out")
    int breaker_barren() default 20;

    /** Losses of the session within the window that take a venue out. */
    @AttributeDefinition(description = "Losses of the session within the window that take a venue out")
    int breaker_flaps() default 3;

    /** Milliseconds in which losses of the session count. */
    @AttributeDefinition(description = "Milliseconds in which losses of the session count")
    long breaker_window_ms() default 60_000;

    /** Milliseconds a venue stays out; doubles. */
    @AttributeDefinition(description = "Milliseconds a venue stays out; doubles")
    long breaker_pause_ms() default 10_000;

    /** Longest milliseconds a venue stays out. */
    @AttributeDefinition(description = "Longest milliseconds a venue stays out")
    long breaker_max_pause_ms() default 600_000;

    /** Finished orders kept in memory. */
    @AttributeDefinition(description = "Finished orders kept in memory")
    int keep_finished() default 1_000;

    /** Request ids remembered. */
    @AttributeDefinition(description = "Request ids remembered")
    int keep_requests() default 100_000;

    /** Events between snapshots. */
    @AttributeDefinition(description = "Events between snapshots")
    int snapshot_events() default 10_000;

    /** Largest child in base units. */
    @AttributeDefinition(description = "Largest child, base units; empty: as the largest order")
    String max_child_quantity() default "";

    /** Largest sum of a day in base units, per instrument. */
    @AttributeDefinition(description = "Largest day, base units, per instrument; empty: bounded by max.day.notional only")
    String max_day_quantity() default "";

    /** Children to one venue in any second. */
    @AttributeDefinition(description = "Most children to one venue in any second")
    int max_orders_per_second() default 100;

    /** Largest parent in base units. */
    @AttributeDefinition(description = "Largest order, base units")
    String max_parent_quantity();

    /** Largest parent in quote currency. */
    @AttributeDefinition(description = "Largest order, quote currency")
    String max_parent_notional();

    /** Largest child in quote currency. */
    @AttributeDefinition(description = "Largest child, quote currency")
    String max_child_notional();

    /** Largest sum of a day in quote currency, per instrument. */
    @AttributeDefinition(description = "Largest day, quote currency, per instrument")
    String max_day_notional();

    /** Price collar around the consolidated mid, basis points. */
    @AttributeDefinition(description = "Price collar around the consolidated mid, basis points")
    String collar_bp() default "300";
}
