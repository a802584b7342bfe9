package exoroute.router.core;

import java.util.List;
import java.util.TreeMap;

/** All state of the core, in ordered maps: who iterates meets the same order everywhere. */
final class CoreState {
    final Market market = new Market();
    final TreeMap<Long, Parent> parents = new TreeMap<>();
    /** Those that are not finished: what most events look at. */
    final TreeMap<Long, Parent> live = new TreeMap<>();
    final TreeMap<Long, Child> children = new TreeMap<>();
    final TreeMap<Long, Timer> deadlines = new TreeMap<>();
    final RiskCheck risk = new RiskCheck();
    final Reports reports = new Reports();
    CoreConfig config = CoreConfig.NONE;

    /** Live parents, oldest first; a copy, so that they may finish while it is walked. */
    List<Parent> live() {
        return List.copyOf(live.values());
    }
}
