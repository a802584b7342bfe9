package exoroute.launcher;

import java.nio.file.Path;

/**
 * Starts a runtime folder ({@code launch.properties} and {@code bundles/}) and runs the service that asks for the main
 * thread; its result is the exit status. Works on every JDK from 17 on.
 *
 * <p>System properties: {@code exoroute.runtime} the folder, {@code org.osgi.framework.storage} where the framework
 * keeps its state (emptied at start).
 */
public final class Main {
    private Main() {}

    /** Starts, runs, stops; exit status 1 with one line when the runtime cannot be started. */
    public static void main(String[] arguments) {
        int status;
        try {
            status = new RuntimeFolder(Path.of(System.getProperty("exoroute.runtime", "."))).run(arguments);
        } catch (Exception e) {
            System.err.println("exoroute: the runtime cannot be started: " + e.getMessage());
            status = 1;
        }
        System.exit(status);
    }
}
