package exoroute.api.plan;

/** What a committed record survives. */
public enum Durability {
    /** Death of the process, not of the operating system. */
    PROCESS_CRASH,
    /** Power loss of this machine: forced to its storage before it is delivered. */
    LOCAL_FSYNC,
    /** Death of a minority of nodes, held in memory by a quorum. */
    QUORUM_MEMORY,
    /** Power loss of all nodes, forced to storage by a quorum. */
    QUORUM_FSYNC
}
