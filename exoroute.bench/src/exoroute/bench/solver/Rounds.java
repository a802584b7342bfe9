package exoroute.bench.solver;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * What is counted rather than timed, over all books of a size: rounds, the duality gap, and the bytes that one pass
 * allocates on this thread (exact, where the profiler's figure has the harness's own objects in it).
 *
 * @param firstMedian rounds of the first cold solve of an instance, when nothing is prepared but its books
 * @param firstMax likewise
 * @param median rounds of a cold solve
 * @param max rounds of a cold solve
 * @param changedMedian rounds after 1 % of the levels changed
 * @param changedMax rounds after 1 % of the levels changed
 * @param worstGap largest relative duality gap of all these solves
 * @param bytes allocated by a cold solve, on average over a pass; the middle one of some passes
 * @param changedBytes allocated by a change and its solve, likewise
 */
record Rounds(int firstMedian, int firstMax, int median, int max, int changedMedian, int changedMax, double worstGap,
        double bytes, double changedBytes) {
    /** What happens once, in the first pass or when the JVM does something of its own, is no solve's. */
    private static final int PASSES = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Rounds of(Kind kind, int venues, int books) {
        List<Instance> instances = Instances.of(kind, venues, books);
        OwnEngine[] engines = OwnEngine.all(instances);
        int[] first = new int[books];
        int[] cold = new int[books];
        int[] changed = new int[books];
        double worst = 0;
        for (int i = 0; i < books; i++) {
            Instance instance = instances.get(i);
            engines[i].cold();
            first[i] = engines[i].rounds();
            engines[i].cold();
            cold[i] = engines[i].rounds();
            worst = Math.max(worst, Shortfall.of(engines[i], instance.mid()).relativeGap());
            engines[i].changed(instance.changes().get(0), true);
            changed[i] = engines[i].rounds();
            worst = Math.max(worst, Shortfall.of(engines[i], instance.mid()).relativeGap());
            engines[i].changed(instance.changes().get(0), false);
        }
        Arrays.sort(first);
        Arrays.sort(cold);
        Arrays.sort(changed);
        double[] bytes = new double[PASSES];
        double[] changedBytes = new double[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            bytes[pass] = cold(engines);
            changedBytes[pass] = changed(engines, instances);
        }
        Arrays.sort(bytes);
        Arrays.sort(changedBytes);
        return new Rounds(first[books / 2], first[books - 1], cold[books / 2], cold[books - 1], changed[books / 2],
                changed[books - 1], worst, bytes[PASSES / 2], changedBytes[PASSES / 2]);
    }

    private static double cold(OwnEngine[] engines) {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (OwnEngine engine : engines) {
            engine.cold();
        }
        return (THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / (double) engines.length;
    }

    private static double changed(OwnEngine[] engines, List<Instance> instances) {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < engines.length; i++) {
            Change change = instances.get(i).changes().get(0);
            engines[i].changed(change, true);
            engines[i].changed(change, false);
        }
        return (THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / (2.0 * engines.length);
    }
}
