package exoroute.capture;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One venue's entry of {@code captures.json}.
 *
 * @param venue venue id
 * @param name what people call it
 * @param codec the feed's codec name
 * @param windowStart first book message, UTC
 * @param windowEnd last book message, UTC
 * @param shiftSeconds what puts the window on the clock of the earliest one
 * @param files recorded files
 * @param listings facts, handed to the feed as they stand
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Capture(String venue, String name, String codec, String windowStart, String windowEnd, double shiftSeconds,
        List<FileEntry> files, JsonNode listings) {
    /**
     * A recorded file.
     *
     * @param file name beside captures.json
     * @param role {@code frames}, {@code snapshots}, or another one that is not served
     * @param sha256 of the compressed file, hexadecimal
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record FileEntry(String file, String role, String sha256) {}

    /** The whole of {@code captures.json}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Manifest(String warning, List<Capture> captures) {}
}
