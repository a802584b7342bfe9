package exoroute.ledger;

import exoroute.api.plan.LogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** Payloads named by their SHA-256: {@code objects/ab/abcd...}. Written and forced before a record names them. */
final class ObjectStore {
    private final LogFiles files;
    private final Path root;
    private final boolean forced;

    ObjectStore(LogFiles files, Path directory, boolean forced) {
        this.files = files;
        this.root = directory.resolve("objects");
        this.forced = forced;
    }

    Path path(byte[] hash) {
        String name = HexFormat.of().formatHex(hash);
        return root.resolve(name.substring(0, 2)).resolve(name);
    }

    /** Stores a payload; one that is already there, and sound, is left alone. */
    void put(byte[] hash, byte[] payload) throws IOException {
        Path target = path(hash);
        if (files.exists(target) && isSound(target, hash, payload.length)) {
            return;
        }
        makeShard(target.getParent());
        Path draft = target.resolveSibling(target.getFileName() + ".tmp");
        files.delete(draft);
        try (LogFiles.Handle out = files.openToWrite(draft)) {
            out.write(0, ByteBuffer.wrap(payload));
            if (forced) {
                out.force();
            }
        }
        files.rename(draft, target);
        if (forced) {
            files.forceDirectory(target.getParent());
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
        if (files.exists(shard)) {
            return;
        }
        files.createDirectories(shard);
        if (forced) {
            files.forceDirectory(root);
            files.forceDirectory(root.getParent());
        }
    }
}
