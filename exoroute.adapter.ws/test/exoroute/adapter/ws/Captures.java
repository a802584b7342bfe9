package exoroute.adapter.ws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The project's recorded captures, read from the neighbouring bundle's folder. */
final class Captures {
    static final Path FOLDER = Path.of("../exoroute.capture/captures");

    private Captures() {}

    static JsonNode manifest() {
        try {
            return new ObjectMapper().readTree(Files.readString(FOLDER.resolve("captures.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> all() {
        List<JsonNode> out = new ArrayList<>();
        manifest().path("captures").forEach(out::add);
        return out;
    }

    static List<Path> files(JsonNode capture, String... roles) {
        List<Path> out = new ArrayList<>();
        capture.path("files").forEach(file -> {
            if (List.of(roles).contains(file.path("role").asText())) {
                out.add(FOLDER.resolve(file.path("file").asText()));
            }
        });
        return out;
    }

    /** Frames, snapshots and other frames in receive order. */
    static List<RecordedFile.Entry> entries(JsonNode capture) {
        return RecordedFile.merge(files(capture, "frames", "snapshots", "other frames").stream()
                .map(RecordedFile::read)
                .toList());
    }

    static JsonNode venue(String venue) {
        return all().stream().filter(c -> c.path("venue").asText().equals(venue)).findFirst().orElseThrow();
    }

    /** Payloads of a venue's frames in order, without REST bodies. */
    static List<String> frames(String venue) {
        return RecordedFile.merge(files(venue(venue), "frames").stream().map(RecordedFile::read).toList()).stream()
                .filter(e -> e.line().address() == null)
                .map(e -> e.line().payload())
                .toList();
    }

    /** A listing that takes any price and size of up to nine decimals. */
    static Listing fine(String venue, String symbol) {
        return new Listing(new ListingId(venue, symbol), new Instrument(symbol, symbol, symbol, 9, 9), 1, 1, 0,
                Long.MAX_VALUE, 0, 0, 0, symbol, Listing.State.OPEN, true);
    }
}
