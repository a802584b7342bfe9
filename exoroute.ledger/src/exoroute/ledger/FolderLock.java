package exoroute.ledger;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process at a time writes a folder; the file {@code lock} holds the owner's process id. POSIX drops a process's
 * lock when it closes any channel of that file, so within the process a set decides before the file is touched.
 */
final class FolderLock implements AutoCloseable {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    private final FileChannel channel;
    private final Path directory;

    private FolderLock(FileChannel channel, Path directory) {
        this.channel = channel;
        this.directory = directory;
    }

    static FolderLock take(Path folder) {
        Path directory = real(folder);
        if (!HELD_HERE.add(directory)) {
            throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return lock(directory);
        } catch (RuntimeException e) {
            HELD_HERE.remove(directory);
            throw e;
        }
    }

    private static FolderLock lock(Path directory) {
        Path file = directory.resolve("lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            if (channel.tryLock() == null) {
                String owner = Files.readString(file, StandardCharsets.US_ASCII).trim();
                channel.close();
                throw inUse(directory, owner.isEmpty() ? "(unknown)" : owner);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
            return new FolderLock(channel, directory);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw LogErrors.io(file, "locking", e);
        }
    }

    private static Path real(Path folder) {
        try {
            List<Path> missing = new ArrayList<>();
            for (Path at = folder.toAbsolutePath(); at != null && !Files.exists(at); at = at.getParent()) {
                missing.add(at);
            }
            Files.createDirectories(folder);
            for (Path made : missing) {
                new DiskFiles().forceDirectory(made.getParent()); // else power loss could take the folder with all in it
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw LogErrors.io(folder, "making the folder", e);
        }
    }

    private static LogException inUse(Path directory, String owner) {
        return new LogException(Reason.LOCKED, 0, "log folder " + directory + " is in use by process " + owner
                + "; stop it or choose another folder", null);
    }

    private static void closeQuietly(FileChannel channel, IOException cause) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new LogException(Reason.IO, 0, "the log folder's lock could not be released: " + e, e);
        } finally {
            HELD_HERE.remove(directory);
        }
    }
}
