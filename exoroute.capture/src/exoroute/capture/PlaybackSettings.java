package exoroute.capture;

/**
 * How a recording is played.
 *
 * @param speed 1 as recorded, N times faster, 0 as fast as the client reads
 * @param loop whether the connection is closed at the end, for the client to begin again
 * @param faults what to change on the way, {@link Faults#NONE} outside tests
 */
record PlaybackSettings(double speed, boolean loop, Faults faults) {
    /**
     * @throws IllegalArgumentException when the speed is negative or no number
     */
    PlaybackSettings {
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("speed " + speed
                    + " must be 0 (as fast as the client reads) or positive");
        }
    }
}
