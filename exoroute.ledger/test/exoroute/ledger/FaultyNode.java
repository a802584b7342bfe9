package exoroute.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * One file of {@link FaultyFiles}: what the system shows, what the storage holds, and every state a sector or the size
 * had since it was last forced. Guarded by its owner.
 */
final class FaultyNode {
    private static final int SECTOR = 512;
    private byte[] shown = new byte[0];
    private byte[] stored = new byte[0];
    private final List<Integer> sizes = new ArrayList<>();
    private final Map<Integer, List<byte[]>> sectors = new TreeMap<>();

    int size() {
        return shown.length;
    }

    byte[] shown() {
        return shown;
    }

    void write(int offset, byte[] bytes) {
        if (offset + bytes.length > shown.length) {
            resize(offset + bytes.length);
        }
        System.arraycopy(bytes, 0, shown, offset, bytes.length);
        if (offset + bytes.length > stored.length) {
            sizes.add(shown.length); // even when the file does not grow: a failed force may have lost the size
        }
        note(offset, offset + bytes.length);
    }

    void truncate(int size) {
        int before = shown.length;
        if (size < before) {
            resize(size);
            note(size, before);
        }
    }

    /** All that is shown is stored. */
    void force() {
        if (!sizes.isEmpty()) {
            stored = Arrays.copyOf(stored, shown.length);
        }
        sectors.forEach((sector, versions) -> put(sector, versions.get(versions.size() - 1)));
        clean();
    }

    /** A force that failed: the system forgets what it should still write, and goes on showing it. */
    void forceFailed() {
        clean();
    }

    /** Power loss: each sector, and the size, comes out as it was at some time since the last force. */
    void lose(Random random) {
        if (!sizes.isEmpty()) {
            int version = random.nextInt(sizes.size() + 1);
            stored = version == 0 ? stored : Arrays.copyOf(stored, sizes.get(version - 1));
        }
        sectors.forEach((sector, versions) -> {
            int version = random.nextInt(versions.size() + 1);
            if (version > 0) {
                put(sector, versions.get(version - 1));
            }
        });
        shown = stored.clone();
        clean();
    }

    private void put(int sector, byte[] bytes) {
        int from = sector * SECTOR;
        if (from < stored.length) {
            System.arraycopy(bytes, 0, stored, from, Math.min(SECTOR, stored.length - from));
        }
    }

    private void resize(int size) {
        shown = Arrays.copyOf(shown, size);
        sizes.add(size);
    }

    private void note(int from, int to) {
        for (int sector = from / SECTOR; sector * SECTOR < to; sector++) {
            byte[] bytes = new byte[SECTOR];
            int start = sector * SECTOR;
            if (start < shown.length) {
                System.arraycopy(shown, start, bytes, 0, Math.min(SECTOR, shown.length - start));
            }
            sectors.computeIfAbsent(sector, s -> new ArrayList<>()).add(bytes);
        }
    }

    private void clean() {
        sizes.clear();
        sectors.clear();
    }
}
