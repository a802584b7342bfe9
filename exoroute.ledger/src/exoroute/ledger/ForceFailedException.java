package exoroute.ledger;

import java.io.IOException;

/** Forcing failed: the system may have dropped bytes it took, so nothing may be built on what was written since. */
final class ForceFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    ForceFailedException(IOException cause) {
        super("forcing failed: " + cause.getMessage(), cause);
    }
}
