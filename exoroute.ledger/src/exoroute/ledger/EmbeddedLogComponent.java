package exoroute.ledger;

import exoroute.api.plan.DeltaLog;
import exoroute.api.plan.Durability;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscriber;
import exoroute.api.plan.LogSubscription;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Publishes an {@link EmbeddedLog} while the configuration {@value #PID} exists. */
@Component(service = DeltaLog.class, configurationPid = EmbeddedLogComponent.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = LedgerConfig.class)
public final class EmbeddedLogComponent implements DeltaLog {
    static final String PID = "exoroute.ledger";
    /** The router keeps up to half of this under way and counts on never being made to wait. */
    private static final int LEAST_IN_FLIGHT = 4_096;

    private final EmbeddedLog log;

    @Activate
    public EmbeddedLogComponent(LedgerConfig config) {
        if (config.in_flight() < LEAST_IN_FLIGHT) {
            throw new IllegalArgumentException("setting in.flight: " + config.in_flight() + " must be at least "
                    + LEAST_IN_FLIGHT + ", or the router could wait for itself");
        }
        LogSettings settings = new LogSettings(Path.of(config.directory()), config.author(), config.durability(),
                config.segment_bytes(), config.object_threshold(), config.group_records(), config.group_bytes(),
                config.in_flight(), config.reserve_bytes());
        log = EmbeddedLog.open(settings, EmbeddedLogComponent::utcNanos);
    }

    @Deactivate
    void close() {
        log.close();
    }

    private static long utcNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public CompletionStage<Long> offer(
            String producer, long producerSequence, String kind, byte[] payload, Urgency urgency) {
        return log.offer(producer, producerSequence, kind, payload, urgency);
    }

    @Override
    public CompletionStage<Long> snapshot(String producer, long producerSequence, String kind, byte[] payload) {
        return log.snapshot(producer, producerSequence, kind, payload);
    }

    @Override
    public List<LogRecord> snapshots() {
        return log.snapshots();
    }

    @Override
    public boolean isReduced() {
        return log.isReduced();
    }

    @Override
    public LogSubscription subscribe(long from, LogSubscriber subscriber) {
        return log.subscribe(from, subscriber);
    }

    @Override
    public long lastSequence(String producer) {
        return log.lastSequence(producer);
    }

    @Override
    public LogHead head() {
        return log.head();
    }

    @Override
    public Durability durability() {
        return log.durability();
    }
}
