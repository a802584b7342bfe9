package exoroute.crash;

import exoroute.adapter.sim.Faults;
import exoroute.adapter.sim.server.VenueControl;
import exoroute.adapter.sim.server.VenueJournal;
import exoroute.adapter.sim.server.VenueProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The venues of a round: processes that outlive every router. */
final class Venues implements AutoCloseable {
    private static final long LIMIT_MILLIS = 60_000;

    private final Path folder;
    private final Map<String, Child> processes = new TreeMap<>();
    private final Map<String, Integer> ports = new TreeMap<>();

    /** Starts them; journals are in the folder. */
    Venues(Path folder, long seed) throws IOException, InterruptedException {
        this.folder = folder;
        try {
            for (String venue : Setup.VENUES) {
                List<String> options = new ArrayList<>(Setup.venue(venue, seed));
                options.addAll(List.of(
                        "--journal", journalFile(venue).toString(),
                        "--port-file", folder.resolve(venue + ".port").toString()));
                processes.put(venue, new Child(VenueProcess.class, folder.resolve(venue + ".err"), options));
            }
            for (String venue : Setup.VENUES) {
                Child process = processes.get(venue);
                if (process.await(LIMIT_MILLIS, "listening on ") == null) {
                    throw new IOException("venue " + venue + " does not listen: " + process.errors());
                }
                ports.put(venue, Integer.parseInt(Files.readString(folder.resolve(venue + ".port")).trim()));
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Path journalFile(String venue) {
        return folder.resolve(venue + ".journal");
    }

    /** Port by venue. */
    Map<String, Integer> ports() {
        return ports;
    }

    /** One venue does something wrong from now on, the others nothing. */
    void faults(String faulty, String fault) throws IOException {
        for (String venue : Setup.VENUES) {
            new VenueControl(ports.get(venue)).faults(Faults.parse(venue.equals(faulty) ? fault : "none"));
        }
    }

    /** What each venue wrote down so far. */
    Map<String, VenueJournal> journals() throws IOException {
        Map<String, VenueJournal> journals = new TreeMap<>();
        for (String venue : Setup.VENUES) {
            journals.put(venue, VenueJournal.read(journalFile(venue)));
        }
        return journals;
    }

    @Override
    public void close() {
        processes.values().forEach(Child::close);
    }
}
