package exoroute.cbor;

/** Bytes that are not one deterministic CBOR item, or calls that would write such bytes. */
public class CborException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final int position;

    /**
     * @param position offset of the offending byte, from the start of the array
     * @param message what is wrong there
     */
    public CborException(int position, String message) {
        super("CBOR byte " + position + ": " + message);
        this.position = position;
    }

    /** Offset of the offending byte, from the start of the array. */
    public int position() {
        return position;
    }
}
