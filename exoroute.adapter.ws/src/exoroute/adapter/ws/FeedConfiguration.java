package exoroute.adapter.ws;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One venue's feed; factory PID {@code exoroute.adapter.ws}. */
@ObjectClassDefinition(name = "ExoRoute market data feed",
        description = "Order books of one venue over WebSocket and REST")
public @interface FeedConfiguration {
    /** Venue id, lower case. */
    @AttributeDefinition(description = "Venue id, lower case")
    String venue();

    /** What people call the venue; empty for its id. */
    @AttributeDefinition(description = "What people call the venue; empty for its id")
    String name() default "";

    /** The venue's protocol. */
    @AttributeDefinition(description = "bitstamp, gemini, binance, okcoin, bitflyer or kraken")
    String codec();

    /** WebSocket address. */
    @AttributeDefinition(description = "WebSocket address, wss:// only")
    String wsUri();

    /** REST base address. */
    @AttributeDefinition(description = "REST base address, https:// only; needed by bitstamp and binance")
    String restUri() default "";

    /** Trust. */
    @AttributeDefinition(description = "PEM file of the authority to trust; empty for the JDK's trust store")
    String caCertificate() default "";

    /** Listing facts. */
    @AttributeDefinition(description = "JSON array with the facts of each listing, see README")
    String listings();

    /** Which listings. */
    @AttributeDefinition(description = "Native symbols to subscribe to; empty for all listings")
    String[] symbols() default {};

    /** First delay. */
    @AttributeDefinition(description = "First delay before connecting or resubscribing again, milliseconds")
    long reconnectFirstMillis() default 250;

    /** Longest delay. */
    @AttributeDefinition(description = "Longest such delay, milliseconds")
    long reconnectCapMillis() default 30_000;

    /** Idle limit. */
    @AttributeDefinition(description = "Silence after which the connection is given up, milliseconds")
    long idleMillis() default 30_000;

    /** Message bound. */
    @AttributeDefinition(description = "Longest message or REST body, bytes")
    int maxMessageBytes() default 16 << 20;

    /** Buffer bound. */
    @AttributeDefinition(description = "Increments kept at most per book while its snapshot is awaited")
    int maxBuffered() default 10_000;

    /** Jitter seed. */
    @AttributeDefinition(description = "Seed of the delays' jitter")
    long seed() default 1;
}
