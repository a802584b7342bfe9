package exoroute.capture;

/** A place to put faults in: tests of a feed drop, change or repeat frames here. */
@FunctionalInterface
interface Faults {
    /** No faults. */
    Faults NONE = (venue, symbol, index, text) -> text;

    /**
     * What is sent instead of a frame.
     *
     * @param index of the frame in its symbol's stream, from 0
     * @return the frame, another one, or null for none
     */
    String pass(String venue, String symbol, int index, String text);
}
