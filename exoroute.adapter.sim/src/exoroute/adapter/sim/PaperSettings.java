package exoroute.adapter.sim;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of a paper venue (factory PID {@code exoroute.adapter.sim.paper}). */
@ObjectClassDefinition(name = "ExoRoute paper venue")
public @interface PaperSettings {
    /** Picks the feed to follow, an OSGi filter, for example {@code (venue=kraken)}. */
    @AttributeDefinition(description = "Filter that picks the feed to follow")
    String feed_target();

    /** Seed of latency, rejects and partial fills. */
    @AttributeDefinition(description = "Seed of the venue's behaviour")
    long seed() default 1;

    /** Least one-way latency in microseconds. */
    @AttributeDefinition(description = "Least one-way latency, microseconds")
    long latency_min_us() default 1_000;

    /** Largest one-way latency in microseconds. */
    @AttributeDefinition(description = "Largest one-way latency, microseconds")
    long latency_max_us() default 20_000;

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
