package exoroute.adapter.sim.wire;

/** What a frame is, with its code on the wire. */
public enum FrameType {
    /** First frame of a client. */
    HELLO(1),
    /** First frame of the venue. */
    WELCOME(2),
    /** Instead of WELCOME, or before the venue closes: why. */
    REFUSED(3),
    /** Nothing to say; both ways. */
    HEARTBEAT(4),
    /** A new order. */
    SUBMIT(10),
    /** A cancel. */
    CANCEL(11),
    /** A replace: the changed order. */
    REPLACE(12),
    /** Cancel everything of this client. */
    CANCEL_ALL(13),
    /** What became of an order. */
    STATUS(14),
    /** Which orders are open. */
    OPEN_ORDERS(15),
    /** What the desk holds. */
    BALANCES(16),
    /** An operator's command. */
    CONTROL(17),
    /** A numbered execution report. */
    REPORT(20),
    /** A part of the open orders. */
    OPEN_ORDERS_ANSWER(21),
    /** What the desk holds. */
    BALANCES_ANSWER(22),
    /** The top of a book. */
    BOOK(23),
    /** What an operator's command did. */
    CONTROL_ANSWER(24);

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static FrameType of(int code) throws ProtocolException {
        for (FrameType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new ProtocolException("frame type " + code + " is not known");
    }
}
