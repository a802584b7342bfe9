package exoroute.ledger;

import exoroute.api.plan.LogArchive;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscriber;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;

/** Publishes {@link FolderArchive}. */
@Component
public final class LogArchiveComponent implements LogArchive {
    private final LogArchive archive = new FolderArchive();

    @Override
    public Verified read(Path folder, LogSubscriber reader) {
        return archive.read(folder, reader);
    }

    @Override
    public byte[] leafHash(LogRecord record, byte[] previousLeafHash, byte[] payload) {
        return archive.leafHash(record, previousLeafHash, payload);
    }
}
