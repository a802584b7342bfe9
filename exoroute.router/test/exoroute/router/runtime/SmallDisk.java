package exoroute.router.runtime;

import exoroute.ledger.LogFiles;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files in memory, with limited room and faults; writing inside a file's size always has room. */
final class SmallDisk implements LogFiles {
    /** What goes wrong. */
    enum Fault {
        /** Nothing more fits. */
        FULL,
        /** One write fails. */
        IO_ERROR,
        /** Nothing can be written any more, not even inside a file's size. */
        READ_ONLY
    }

    private final Map<Path, Node> files = new TreeMap<>();
    private final TreeSet<Path> folders = new TreeSet<>();
    /** A file; it keeps its bytes when it is renamed. */
    private static final class Node {
        private byte[] bytes = new byte[0];
    }

    private long room = Long.MAX_VALUE;
    private int writes;
    private int faultAt;
    private Fault fault;
    private boolean readOnly;

    /** Nothing more fits, or everything does again. */
    synchronized void full(boolean value) {
        room = value ? used() : Long.MAX_VALUE;
    }

    /** Writes so far. */
    synchronized int writes() {
        return writes;
    }

    /** Something goes wrong at the n-th write from now on. */
    synchronized void failAt(int n, Fault what) {
        faultAt = writes + n;
        fault = what;
    }

    /** Whether it went wrong. */
    synchronized boolean hasFailed() {
        return faultAt > 0 && writes >= faultAt;
    }

    /** All is well again. */
    synchronized void repair() {
        fault = null;
        readOnly = false;
        full(false);
    }

    private void writing() throws IOException {
        if (++writes == faultAt && fault != null) {
            switch (fault) {
                case FULL -> full(true);
                case IO_ERROR -> throw new IOException("Input/output error");
                case READ_ONLY -> readOnly = true;
            }
        }
        writable();
    }

    private void writable() throws IOException {
        if (readOnly) {
            throw new IOException("Read-only file system");
        }
    }

    private long used() {
        return files.values().stream().mapToLong(f -> f.bytes.length).sum();
    }

    private Handle handle(Node node) {
        return new Handle() {
            @Override
            public long size() {
                synchronized (SmallDisk.this) {
                    return node.bytes.length;
                }
            }

            @Override
            public void read(long offset, ByteBuffer into) throws IOException {
                synchronized (SmallDisk.this) {
                    byte[] bytes = node.bytes;
                    if (offset + into.remaining() > bytes.length) {
                        throw new EOFException("file ends at " + bytes.length);
                    }
                    into.put(bytes, (int) offset, into.remaining());
                }
            }

            @Override
            public void write(long offset, ByteBuffer from) throws IOException {
                synchronized (SmallDisk.this) {
                    writing();
                    byte[] bytes = node.bytes;
                    int end = (int) offset + from.remaining();
                    if (end > bytes.length) {
                        if (used() + end - bytes.length > room) {
                            throw new IOException("No space left on device");
                        }
                        bytes = Arrays.copyOf(bytes, end);
                        node.bytes = bytes;
                    }
                    from.get(bytes, (int) offset, from.remaining());
                }
            }

            @Override
            public void truncate(long size) throws IOException {
                synchronized (SmallDisk.this) {
                    writable();
                    node.bytes = size < node.bytes.length ? Arrays.copyOf(node.bytes, (int) size) : node.bytes;
                }
            }

            @Override
            public void force() {}

            @Override
            public void close() {}
        };
    }

    @Override
    public synchronized Handle openToRead(Path file) throws IOException {
        if (!files.containsKey(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return handle(files.get(file));
    }

    @Override
    public synchronized Handle openToWrite(Path file) throws IOException {
        if (!files.containsKey(file)) {
            writable();
        }
        files.putIfAbsent(file, new Node());
        return handle(files.get(file));
    }

    @Override
    public synchronized List<String> list(Path folder) {
        TreeSet<String> names = new TreeSet<>();
        files.keySet().stream().filter(f -> folder.equals(f.getParent())).forEach(f -> names.add(f.getFileName().toString()));
        folders.stream().filter(f -> folder.equals(f.getParent())).forEach(f -> names.add(f.getFileName().toString()));
        return List.copyOf(names);
    }

    @Override
    public synchronized boolean exists(Path file) {
        return files.containsKey(file) || folders.contains(file);
    }

    @Override
    public synchronized void createDirectories(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            folders.add(at);
        }
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        writable();
        Node node = files.remove(from);
        if (node == null) {
            throw new NoSuchFileException(from.toString());
        }
        files.put(to, node);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        writable();
        files.remove(file);
    }

    @Override
    public void forceDirectory(Path folder) {}
}
