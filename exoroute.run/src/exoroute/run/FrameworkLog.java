package exoroute.run;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes warnings and errors of the framework and its services on to where everything else is logged. */
@Component(service = {}, immediate = true)
public final class FrameworkLog implements LogListener {
    private final LogReaderService reader;

    /** Listens from now on, and first tells what was logged before. */
    @Activate
    public FrameworkLog(@Reference LogReaderService reader) {
        this.reader = reader;
        reader.addLogListener(this);
        var before = reader.getLog();
        while (before.hasMoreElements()) {
            logged(before.nextElement());
        }
    }

    @Deactivate
    void stop() {
        reader.removeLogListener(this);
    }

    @Override
    public void logged(LogEntry entry) {
        Logger logger = LoggerFactory.getLogger("osgi." + entry.getBundle().getSymbolicName());
        if (entry.getLogLevel() == LogLevel.ERROR) {
            logger.error(entry.getMessage(), entry.getException());
        } else if (entry.getLogLevel() == LogLevel.WARN) {
            logger.warn(entry.getMessage(), entry.getException());
        }
    }
}
