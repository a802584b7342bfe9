package exoroute.adapter.sim.server;

import java.io.IOException;

/** A journal that cannot be used; the message names file, line and remedy. */
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1;

    JournalException(String message) {
        super(message);
    }
}
