package exoroute.solver;

/** Venues in the order of what their next lot costs, the first of equals first: a binary heap. One lot for all. */
final class NextLots {
    private final Curves curves;
    private final long[] x;
    private final long lot;
    private final double[] upper;
    private final int[] heap;
    private final double[] cost;
    private int size;

    /** A heap over the venues whose sizes can grow by a lot. */
    NextLots(Curves curves, long[] x, long lot, double[] upper) {
        this.curves = curves;
        this.x = x;
        this.lot = lot;
        this.upper = upper;
        heap = new int[x.length];
        cost = new double[x.length];
    }

    /** Gives so many lots to whom they cost least, one by one; there must be room for them. */
    void take(long lots) {
        if (lots == 0) {
            return;
        }
        for (int v = 0; v < x.length; v++) {
            if (price(v)) {
                heap[size++] = v;
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(i);
        }
        for (long left = lots; left > 0; left--) {
            int v = heap[0];
            x[v] += lot;
            if (!price(v)) {
                heap[0] = heap[--size];
            }
            sink(0);
        }
    }

    private boolean price(int v) {
        if (x[v] + lot > upper[v]) {
            return false;
        }
        cost[v] = curves.costBetween(v, x[v], (double) x[v] + lot);
        return true;
    }

    private void sink(int from) {
        int i = from;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], heap[i])) {
                return;
            }
            int swapped = heap[i];
            heap[i] = heap[child];
            heap[child] = swapped;
            i = child;
        }
    }

    private boolean before(int v, int w) {
        return cost[v] < cost[w] || cost[v] == cost[w] && v < w;
    }
}
