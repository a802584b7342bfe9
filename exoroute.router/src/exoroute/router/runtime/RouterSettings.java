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
