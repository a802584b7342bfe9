package exoroute.crash;

import java.io.IOException;
import java.io.InputStream;

/**
 * A router in a process of its own, to be killed. Says {@code STARTED}, {@code CUT bytes} when the log ended with
 * an incomplete group, {@code LIVE position}, what {@link Workload} or
 * {@link Settling} say, {@code POINT name} when it stopped where it was told to, {@code DONE} when all orders are placed
 * and it waits for its end, {@code CLOSED} when it ended in good order. It also ends when its standard input does: so it
 * never outlives its harness.
 */
public final class RouterProcess {
    private static final int FAILED = 1;
    private static final int STUCK = 4;
    private static final int ORPHAN = 5;

    private RouterProcess() {}

    /** Starts the process; see {@link RouterOptions}. */
    public static void main(String... arguments) {
        watch(System.in);
        try {
            run(RouterOptions.parse(arguments));
        } catch (Exception | Error e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        }
    }

    private static void run(RouterOptions options) throws Exception {
        say("STARTED");
        Trap trap = new Trap(options.point(), options.occurrence(), System.out);
        Router router = new Router(options, trap);
        if (router.cutBytes() > 0) {
            say("CUT " + router.cutBytes());
        }
        say("LIVE " + router.position());
        boolean good = true;
        if (options.settle()) {
            good = new Settling(router.desk(), options, System.out).run();
        } else {
            new Workload(router.desk(), options, trap, System.out).run();
            say("DONE");
            Thread.currentThread().join(); // for ever: it is killed
        }
        router.close();
        say("CLOSED");
        Runtime.getRuntime().halt(good ? 0 : STUCK);
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void watch(InputStream in) {
        Thread watcher = new Thread(() -> {
            try {
                while (in.read() >= 0) { }
            } catch (IOException e) {
                System.err.println("standard input: " + e);
            }
            Runtime.getRuntime().halt(ORPHAN);
        }, "orphan");
        watcher.setDaemon(true);
        watcher.start();
    }
}
