package exoroute.ledger;

/** Waiting for the log's own threads. */
final class Threads {
    private Threads() {}

    /** Waits until a thread has ended, keeping the caller's interrupt for later. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
