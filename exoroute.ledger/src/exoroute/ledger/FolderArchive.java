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
        return read(folder, reader, new DiskFiles());
    }

    /** Verifies a folder that is reached through other files. */
    public static Verified read(Path folder, LogSubscriber reader, LogFiles files) {
        Segments segments = new Segments(files, folder, new ObjectStore(folder, new Forcing(files, false)));
        Producers producers = new Producers();
        Scan.End end = new Scan(segments, producers, (segment, group) -> {
            producers.forgetBefore(group.head().position());
            group.records().forEach(reader::onRecord);
        }).run(Segments.EMPTY, segments.firsts());
        return new Verified(end.head(), end.cut());
    }

    @Override
    public byte[] leafHash(LogRecord record, byte[] previousLeafHash, byte[] payload) {
        Leaf leaf = new Leaf(record.position(), record.kind(), record.logTime(), record.author(), record.producer(),
                record.producerSequence(), previousLeafHash, Digests.sha256(payload), payload.length);
        return Digests.leafHash(leaf.encode());
    }
}
