package exoroute.capture;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the capture server plays; PID {@code exoroute.capture}. */
@ObjectClassDefinition(name = "ExoRoute captures", description = "Recorded exchange streams over local TLS")
public @interface CaptureConfiguration {
    /** Captures. */
    @AttributeDefinition(description = "Folder with captures.json and its files; empty for the ones in the bundle")
    String directory() default "";

    /** Venues. */
    @AttributeDefinition(description = "Venues to play; kraken, of another day and price level, is there too")
    String[] venues() default {"bitstamp", "gemini", "binanceus", "okcoin", "bitflyer"};

    /** Speed. */
    @AttributeDefinition(description = "1 as recorded, N times faster, 0 as fast as the feeds read")
    double speed() default 1;

    /** Loop. */
    @AttributeDefinition(description = "Whether a venue restarts at its capture's end; else its book stays as it ended")
    boolean loop() default false;

    /** WebSocket port. */
    @AttributeDefinition(description = "Port of the WebSocket side, 0 for a free one")
    int wsPort() default 0;

    /** REST port. */
    @AttributeDefinition(description = "Port of the REST side, 0 for a free one")
    int restPort() default 0;

    /** Trust for feeds. */
    @AttributeDefinition(description = "Where the authority's certificate goes (PEM); empty: the bundle's data area")
    String caCertificate() default "";
}
