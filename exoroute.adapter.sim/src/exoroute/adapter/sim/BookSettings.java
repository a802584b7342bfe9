package exoroute.adapter.sim;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of a venue with a book of its own (factory PID {@code exoroute.adapter.sim.book}). */
@ObjectClassDefinition(name = "ExoRoute simulated venue")
public @interface BookSettings {
    /** Venue id, lower case. */
    @AttributeDefinition(description = "Venue id")
    String venue();

    /** What people call it. */
    @AttributeDefinition(description = "Venue name")
    String name() default "Simulated venue";

    /** Listings: {@code SYMBOL;BASE/QUOTE;sizeScale;priceScale;tick;lot;minSize;takerFee;makerFee}, decimals. */
    @AttributeDefinition(description = "Listings: SYMBOL;BASE/QUOTE;sizeScale;priceScale;tick;lot;minSize;takerFee;makerFee")
    String[] listings();

    /** Liquidity at the start: {@code SYMBOL;BUY|SELL;price;size}, decimals. */
    @AttributeDefinition(description = "Liquidity at the start: SYMBOL;BUY|SELL;price;size")
    String[] quotes() default {};

    /** Seed of latency, rejects and partial fills. */
    @AttributeDefinition(description = "Seed of the venue's behaviour")
    long seed() default 1;

    /** Least one-way latency in microseconds. */
    @AttributeDefinition(description = "Least one-way latency, microseconds")
    long latency_min_us() default 0;

    /** Largest one-way latency in microseconds. */
    @AttributeDefinition(description = "Largest one-way latency, microseconds")
    long latency_max_us() default 0;

    /** Share of orders that are rejected, in 10^-6. */
    @AttributeDefinition(description = "Share of orders rejected, 10^-6")
    int reject_ppm() default 0;

    /** Share of orders that find only a part of the shown liquidity, in 10^-6. */
    @AttributeDefinition(description = "Share of orders filled in part only, 10^-6")
    int partial_ppm() default 0;

    /** What the desk holds at the start: {@code CURRENCY=AMOUNT}, decimals; none for a venue that keeps no balances. */
    @AttributeDefinition(description = "Balances at the start: CURRENCY=AMOUNT")
    String[] balances() default {};

    /** What the venue does wrong from the start, for example {@code silent} or {@code delay.us=500,duplicates}. */
    @AttributeDefinition(description = "What the venue does wrong, see README.md")
    String faults() default "none";
}
