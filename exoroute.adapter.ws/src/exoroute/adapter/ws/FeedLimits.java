package exoroute.adapter.ws;

import java.time.Duration;

/**
 * Patience of a feed.
 *
 * @param reconnectFirst first delay before connecting or resubscribing again
 * @param reconnectCap longest such delay
 * @param idle without any frame for this long the connection is given up; without a snapshot for this long the
 *     book is asked for again
 * @param buffered increments kept at most per book while its REST snapshot is awaited
 */
record FeedLimits(Duration reconnectFirst, Duration reconnectCap, Duration idle, int buffered) {
    /**
     * @throws IllegalArgumentException when a limit is not positive or the delays are not ordered
     */
    FeedLimits {
        if (reconnectFirst.isNegative() || reconnectFirst.isZero() || reconnectCap.compareTo(reconnectFirst) < 0
                || idle.isNegative() || idle.isZero() || buffered <= 0) {
            throw new IllegalArgumentException("limits " + reconnectFirst + ", " + reconnectCap + ", " + idle + ", "
                    + buffered + " must be positive, delays ordered");
        }
    }
}
