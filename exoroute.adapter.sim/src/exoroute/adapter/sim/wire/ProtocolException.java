package exoroute.adapter.sim.wire;

import java.io.IOException;

/** A peer broke the protocol; its connection is to be closed. */
public final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1;

    /** Names what was wrong. */
    public ProtocolException(String message) {
        super(message);
    }
}
