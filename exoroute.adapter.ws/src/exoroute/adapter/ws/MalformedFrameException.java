package exoroute.adapter.ws;

/** A frame that is not what the venue's documentation says; the message says what is wrong and where in it. */
final class MalformedFrameException extends Exception {
    MalformedFrameException(String message) {
        super(message, null, false, false);
    }
}
