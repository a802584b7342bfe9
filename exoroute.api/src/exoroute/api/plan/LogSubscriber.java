package exoroute.api.plan;

import org.osgi.annotation.versioning.ConsumerType;

/** Receives committed records in log order, on the log's delivery thread. */
@ConsumerType
@FunctionalInterface
public interface LogSubscriber {
    /**
     * One committed record.
     *
     * @param record the record; its payload must not be changed
     */
    void onRecord(LogRecord record);
}
