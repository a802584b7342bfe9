package exoroute.solver;

/**
 * What books and price searches only need while they change or search: one serves any number of them in turn, on one
 * thread, and stays in the processor's caches where one for each would not. It grows to the most venues it was used for.
 */
public final class Workspace {
    final Demands demands = new Demands();
    final Narrowing narrowing = new Narrowing(demands);
    final Walk walk = new Walk(demands);
    private Changes.Batch batch;
    /** Nobody writes it. */
    private double[] zeros = {};

    /** For changes. */
    Changes.Batch batch() {
        if (batch == null) {
            batch = new Changes.Batch();
        }
        return batch;
    }

    /** At least so many zeros, to read. */
    double[] zeros(int count) {
        if (zeros.length < count) {
            zeros = new double[count];
        }
        return zeros;
    }
}
