package exoroute.ledger;

import exoroute.api.plan.LogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Payloads named by their SHA-256: {@code objects/ab/abcd...}. Written and forced before a record names them. */
final class ObjectStore {
    private final LogFiles files;
    private final Path root;
    private final Forcing forcing;
    private final Set<Path> shards = new HashSet<>();

    ObjectStore(Path directory, Forcing forcing) {
        this.files = forcing.files();
        this.root = directory.resolve("objects");
        this.forcing = forcing;
    }

    Path path(byte[] hash) {
        String name = HexFormat.of().formatHex(hash);
        return root.resolve(name.substring(0, 2)).resolve(name);
    }

    /**
     * Stores a payload; one that is already there, and sound, is only forced (a process may have ended
     * before its name was, or have run with a durability that forces nothing).
     * For the writer thread.
     */
    void put(byte[] hash, byte[] payload) throws IOException {
        Path target = path(hash);
        makeShard(target.getParent());
        if (files.exists(target) && isSound(target, hash, payload.length)) {
            if (forcing.wanted()) {
                rewrite(target, payload);
            }
        } else {
            write(target, payload);
        }
        forcing.directory(target.getParent());
    }

    private void write(Path target, byte[] payload) throws IOException {
        Path draft = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            files.delete(draft);
            rewrite(draft, payload);
            files.rename(draft, target);
        } catch (IOException e) {
            Reserve.deleteAfter(e, files, draft);
            throw e;
        }
    }

    /** Writes even what is there already: after a failed force a second one would say that all is well. */
    private void rewrite(Path file, byte[] payload) throws IOException {
        try (LogFiles.Handle out = files.openToWrite(file)) {
            out.write(0, ByteBuffer.wrap(payload));
            forcing.file(out);
        }
    }

    /** Reads and verifies. */
    byte[] get(byte[] hash, int length, long position) {
        Path file = path(hash);
        if (!files.exists(file)) {
            throw LogErrors.corrupt(file, 0, position, "the payload object is missing");
        }
        try (LogFiles.Handle in = files.openToRead(file)) {
            if (in.size() != length) {
                throw LogErrors.corrupt(file, Math.min(in.size(), length), position,
                        "the payload object has " + in.size() + " bytes, the leaf says " + length);
            }
            ByteBuffer payload = ByteBuffer.allocate(length);
            in.read(0, payload);
            if (!Arrays.equals(hash, Digests.sha256(payload.array()))) {
                throw LogErrors.corrupt(file, 0, position, "the payload object does not hash to its name");
            }
            return payload.array();
        } catch (IOException e) {
            throw LogErrors.io(file, "reading", e);
        }
    }

    /** Whether any shard is there. */
    boolean isEmpty() throws IOException {
        return files.list(root).isEmpty();
    }

    private boolean isSound(Path target, byte[] hash, int length) {
        try {
            get(hash, length, 0);
            return true;
        } catch (LogException e) {
            return false; // an orphan that a crash left half-written: written again
        }
    }

    private void makeShard(Path shard) throws IOException {
        if (shards.contains(shard)) {
            return;
        }
        files.createDirectories(shard);
        forcing.directory(root);
        forcing.directory(root.getParent());
        shards.add(shard);
    }
}
