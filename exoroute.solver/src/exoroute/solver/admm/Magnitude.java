package exoroute.solver.admm;

/**
 * What all members of a cohort may know of a problem: how large its numbers get. It decides how they are scaled.
 *
 * @param size the order of what is placed, in size units: the target, or an exposure, or what there is
 * @param price how far prices are from the reference at most, in price units
 */
public record Magnitude(double size, double price) {
    /** Prices differ from a reference near them by at most so many price units. */
    private static final double NEAR = 0x1p40;

    /** Of a problem whose reference is near its prices. */
    public static Magnitude of(double... target) {
        double largest = 1;
        for (double each : target) {
            largest = Math.max(largest, Math.abs(each));
        }
        return new Magnitude(largest, NEAR);
    }
}
