package exoroute.api.solver;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** An engine: something that answers routing problems and can be named in a plan's provenance. */
@ConsumerType
public interface Solver {
    /** Stable id, for example {@code price-search}. */
    String id();

    /** Version of the algorithm: changes whenever an answer to the same problem may change. */
    String version();

    /** What it can do and what it needs, for people and for the choice among engines. */
    default Traits traits() {
        return new Traits(Set.of(), Traits.Exactness.UNKNOWN, Traits.Sees.BOOKS);
    }

    /**
     * What an engine can do.
     *
     * @param costs kinds of problems: {@code linear}, {@code quadratic}, {@code power32}, {@code lots},
     *     {@code minimum-size}, {@code coupled}, {@code risk}
     * @param exactness how good its answers are
     * @param sees what it needs to see
     */
    record Traits(Set<String> costs, Exactness exactness, Sees sees) {
        /** Copies the set. */
        public Traits {
            costs = Set.copyOf(costs);
        }

        /** How good answers are. */
        public enum Exactness {
            /** Optimal. */
            EXACT,
            /** Within a bound that it reports. */
            BOUNDED,
            /** It does not say. */
            UNKNOWN
        }

        /** What is seen. */
        public enum Sees {
            /** Whole ladders. */
            BOOKS,
            /** Sums over agents only. */
            SUMS
        }
    }
}
