package exoroute.adapter.sim.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A simulated venue as a process: it outlives the router and keeps its own record. Prints {@code listening on PORT}
 * when it takes connections; everything that goes wrong is a line on the standard error. Ends with status 2 for a bad
 * option or journal, 3 when the venue had to stop.
 */
public final class VenueProcess {
    private static final int BAD_START = 2;
    private static final int STOPPED = 3;

    private VenueProcess() {}

    /** Starts the process; see {@link VenueOptions} for the options. */
    public static void main(String... arguments) {
        try {
            VenueOptions options = new VenueOptions(arguments);
            if (options.dump() != null) {
                JournalTable.print(options.dump(), System.out);
                return;
            }
            serve(options, System.out);
        } catch (IllegalArgumentException | IOException e) {
            String what = e instanceof java.nio.file.FileSystemException ? e.toString() : e.getMessage();
            System.err.println("venue: " + what);
            System.exit(BAD_START);
        }
    }

    private static void serve(VenueOptions options, PrintStream out) throws IOException {
        VenueFacts facts = options.facts();
        VenueServer server = new VenueServer(
                facts, options.behaviour(facts.listings()), options.journal(), options.fsync(), options.port(),
                line -> System.err.println("venue " + facts.venue() + ": " + line),
                () -> Runtime.getRuntime().halt(STOPPED));
        if (options.portFile() != null) {
            Path file = options.portFile();
            Path beside = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(beside, server.port() + "\n");
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        out.println("listening on " + server.port());
        out.flush();
    }
}
