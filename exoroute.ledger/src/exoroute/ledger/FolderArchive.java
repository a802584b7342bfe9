package exoroute.ledger;

import exoroute.api.plan.LogArchive;
import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.LogSubscriber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Verifies a log folder offline; see {@link LogArchive}. Stateless. */
public final class FolderArchive implements LogArchive {

    @Override
    public Verified read(Path folder, LogSubscriber reader) {
        if (!Files.isDirectory(folder)) {
            throw new LogException(Reason.IO, 0, "log folder " + folder + " is not a folder; name the one with the .seg files", null);
        }
        try (Stream<Path> found = Files.list(folder)) {
            if (found.noneMatch(file -> file.getFileName().toString().endsWith(".seg"))) {
                throw new LogException(Reason.IO, 0, "folder " + folder + " holds no log; name the one with the .seg files", null);
            }
        } catch (IOException e) {
            throw new LogException(Reason.IO, 0, "log folder " + folder + " cannot be listed: " + e.getMessage(), e);
        }
        LogFiles files = new DiskFiles();
        Segments segments = new Segments(files, folder, new ObjectStore(files, folder, false));
        Producers producers = new Producers();
        Segments.End end = segments.scan((segment, group) -> group.records().forEach(record -> {
            Sequences.restore(producers, segments.path(segment), group.offset(), record);
            reader.onRecord(record);
        }));
        return new Verified(end.head(), end.tail());
    }

    @Override
    public byte[] leafHash(LogRecord record, byte[] previousLeafHash, byte[] payload) {
        Leaf leaf = new Leaf(record.position(), record.kind(), record.logTime(), record.author(), record.producer(),
                record.producerSequence(), previousLeafHash, Digests.sha256(payload), payload.length);
        return Digests.leafHash(leaf.encode());
    }
}
