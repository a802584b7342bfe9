package exoroute.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk in memory that tells the truth about what was not forced. At {@link #losePower power loss} any subset of the
 * sectors of unforced writes survives, file sizes independently of them, and each making, renaming and deleting of a
 * name that no {@link #forceDirectory} followed, independently of the others. A file's force that fails leaves the bytes
 * shown and never stored; a folder's that fails can be repeated (a journal that cannot be written stops its file
 * system). One fault can be set for the n-th changing operation, and the room can be limited. Safe from any thread.
 *
 * <p>Usable from any project's tests, with {@link EmbeddedLog#open(LogSettings, java.util.function.LongSupplier,
 * LogFiles)} and {@link FolderArchive#read(Path, exoroute.api.plan.LogSubscriber, LogFiles)}; only the log's lock is on
 * the real disk.
 */
public final class FaultyFiles implements LogFiles {
    /** What goes wrong. */
    public enum Fault {
        NO_SPACE("No space left on device"),
        IO_ERROR("Input/output error"),
        /** From the operation on, every changing one fails. */
        READ_ONLY("Read-only file system"),
        /** The process is gone before the operation; nothing works until {@link #restart} or {@link #losePower}. */
        CRASH_BEFORE("crashed"),
        /** The process is gone after the operation. */
        CRASH_AFTER("crashed");

        private final String message;

        Fault(String message) {
            this.message = message;
        }
    }

    private final Map<Path, FaultyFolder> folders = new TreeMap<>();
    private Fault fault;
    private int faultAt;
    private int operations;
    private boolean crashed;
    private long room = Long.MAX_VALUE;

    /** Sets a fault for the n-th changing operation from now on, counted from 1. */
    public synchronized void fail(Fault kind, int atOperation) {
        fault = kind;
        faultAt = atOperation;
        operations = 0;
    }

    /** Takes the fault away. */
    public synchronized void heal() {
        fault = null;
    }

    /** Limits how many bytes all files together may have; writing inside a file's size always has room. */
    public synchronized void limit(long bytes) {
        room = bytes;
    }

    /** Bytes of all files. */
    public synchronized long used() {
        return folders.values().stream().flatMap(f -> f.shown().values().stream()).distinct().mapToLong(FaultyNode::size).sum();
    }

    /** Changing operations since the fault was set. */
    public synchronized int operations() {
        return operations;
    }

    public synchronized boolean isCrashed() {
        return crashed;
    }

    /** The process starts again: everything it did is shown as it left it, and still not stored. */
    public synchronized void restart() {
        crashed = false;
        fault = null;
    }

    /** The machine lost power and starts again with what the storage holds. */
    public synchronized void losePower(long seed) {
        Random random = new Random(seed);
        folders.values().removeIf(folder -> !folder.lose(random));
        folders.keySet().removeIf(path -> name(path).length() == 2 && !folders.containsKey(path.getParent()));
        restart();
    }

    /** Files below a folder and what they hold. */
    public synchronized Map<Path, byte[]> contents() {
        Map<Path, byte[]> contents = new TreeMap<>();
        folders.forEach((path, folder) -> folder.shown().forEach((name, node) -> contents.put(path.resolve(name), node.shown().clone())));
        return contents;
    }

    private interface Action {
        void run() throws IOException;
    }

    /** Runs a changing operation, or lets it fail; {@code partly} is what a failing one does all the same. */
    private void change(Action action, Action partly) throws IOException {
        requireAlive();
        operations++;
        boolean now = fault != null && (fault == Fault.READ_ONLY ? operations >= faultAt : operations == faultAt);
        if (!now) {
            action.run();
            return;
        }
        if (fault == Fault.CRASH_AFTER) {
            action.run();
        } else {
            partly.run();
        }
        crashed = fault == Fault.CRASH_AFTER || fault == Fault.CRASH_BEFORE;
        throw new IOException(fault.message);
    }

    private void requireAlive() throws IOException {
        if (crashed) {
            throw new IOException("crashed");
        }
    }

    private FaultyFolder folder(Path folder) {
        return folders.computeIfAbsent(folder, f -> new FaultyFolder(true));
    }

    private FaultyNode node(Path file) {
        FaultyFolder folder = folders.get(file.getParent());
        return folder == null ? null : folder.shown().get(name(file));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    @Override
    public synchronized Handle openToRead(Path file) throws IOException {
        requireAlive();
        FaultyNode node = node(file);
        if (node == null) {
            throw new NoSuchFileException(file.toString());
        }
        return new Open(node);
    }

    @Override
    public synchronized Handle openToWrite(Path file) throws IOException {
        change(() -> {
            if (node(file) == null) {
                folder(file.getParent()).create(name(file));
            }
        }, () -> {});
        return new Open(node(file));
    }

    @Override
    public synchronized List<String> list(Path folder) throws IOException {
        requireAlive();
        List<String> names = new ArrayList<>();
        if (folders.containsKey(folder)) {
            names.addAll(folders.get(folder).shown().keySet());
        }
        folders.keySet().stream().filter(f -> folder.equals(f.getParent())).forEach(f -> names.add(name(f)));
        return names.stream().sorted().toList();
    }

    @Override
    public synchronized boolean exists(Path file) {
        return node(file) != null || folders.containsKey(file);
    }

    @Override
    public synchronized void createDirectories(Path folder) throws IOException {
        change(() -> {
            for (Path at = folder; at != null && !folders.containsKey(at); at = at.getParent()) {
                folders.put(at, new FaultyFolder(false));
            }
        }, () -> {});
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        change(() -> {
            if (node(from) == null) {
                throw new NoSuchFileException(from.toString());
            }
            folder(from.getParent()).rename(name(from), folder(to.getParent()), name(to));
        }, () -> {});
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        change(() -> {
            if (node(file) != null) {
                folder(file.getParent()).delete(name(file));
            }
        }, () -> {});
    }

    @Override
    public synchronized void forceDirectory(Path folder) throws IOException {
        change(() -> {
            folder(folder).force();
            folders.forEach((path, inside) -> {
                if (folder.equals(path.getParent())) {
                    inside.nameForced();
                }
            });
        }, () -> {});
    }

    private final class Open implements Handle {
        private final FaultyNode node;

        Open(FaultyNode node) {
            this.node = node;
        }

        @Override
        public long size() throws IOException {
            synchronized (FaultyFiles.this) {
                requireAlive();
                return node.size();
            }
        }

        @Override
        public void read(long offset, ByteBuffer into) throws IOException {
            synchronized (FaultyFiles.this) {
                requireAlive();
                if (offset + into.remaining() > node.size()) {
                    throw new EOFException("file ends at " + node.size());
                }
                into.put(node.shown(), (int) offset, into.remaining());
            }
        }

        @Override
        public void write(long offset, ByteBuffer from) throws IOException {
            byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            synchronized (FaultyFiles.this) {
                change(() -> {
                    long free = Math.max(0, room - used());
                    long fits = Math.min(bytes.length, Math.max(0, node.size() - offset) + free);
                    node.write((int) offset, Arrays.copyOf(bytes, (int) fits));
                    if (fits < bytes.length) {
                        throw new IOException(Fault.NO_SPACE.message);
                    }
                }, () -> node.write((int) offset, Arrays.copyOf(bytes, fault == Fault.READ_ONLY ? 0 : bytes.length / 2)));
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (FaultyFiles.this) {
                change(() -> node.truncate((int) size), () -> {});
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (FaultyFiles.this) {
                change(node::force, () -> {
                    if (fault != Fault.CRASH_BEFORE) {
                        node.forceFailed();
                    }
                });
            }
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
