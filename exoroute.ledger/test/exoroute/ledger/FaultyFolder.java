package exoroute.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One folder of {@link FaultyFiles}: the names that are shown, those that are stored, and the changes between. */
final class FaultyFolder {
    /** One change; a null name is none, a null node none in particular. */
    private record Change(String gone, String come, FaultyNode node) {
        void apply(Map<String, FaultyNode> names) {
            if (gone != null && (node == null || names.get(gone) == node)) {
                names.remove(gone);
            }
            if (come != null) {
                names.put(come, node);
            }
        }
    }

    private final Map<String, FaultyNode> shown = new TreeMap<>();
    private final Map<String, FaultyNode> stored = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();
    private boolean nameStored;

    /** @param nameStored whether the folder's own name survives a power loss */
    FaultyFolder(boolean nameStored) {
        this.nameStored = nameStored;
    }

    Map<String, FaultyNode> shown() {
        return shown;
    }

    void create(String name) {
        change(new Change(null, name, new FaultyNode()));
    }

    void rename(String from, FaultyFolder to, String name) {
        if (to != this) {
            throw new IllegalArgumentException("renames stay within a folder: " + from + " to " + name);
        }
        change(new Change(from, name, shown.get(from)));
    }

    void delete(String name) {
        change(new Change(name, null, null));
    }

    private void change(Change change) {
        change.apply(shown);
        changes.add(change);
    }

    void force() {
        changes.forEach(change -> change.apply(stored));
        changes.clear();
    }

    void nameForced() {
        nameStored = true;
    }

    /** Power loss: each change survives or not; whether the folder itself does. */
    boolean lose(Random random) {
        changes.stream().filter(change -> random.nextBoolean()).forEach(change -> change.apply(stored));
        changes.clear();
        shown.clear();
        shown.putAll(stored);
        shown.values().forEach(node -> node.lose(random));
        nameStored |= random.nextBoolean();
        return nameStored;
    }
}
