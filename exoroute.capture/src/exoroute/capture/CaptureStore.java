package exoroute.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Where the captures lie: in this bundle or in a folder. Every file is checked against its recorded SHA-256. */
final class CaptureStore {
    private static final String MANIFEST = "captures.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /**
     * A store.
     *
     * @param folder path, empty for the captures inside the bundle
     */
    CaptureStore(String folder) {
        this.folder = folder.isBlank() ? null : Path.of(folder);
    }

    private String place() {
        return folder == null ? "the bundle" : "folder " + folder;
    }

    /**
     * The captures of these venues, in this order.
     *
     * @throws IllegalArgumentException with one line naming the file or the venue
     */
    Capture.Manifest manifest() {
        try {
            return JSON.readValue(bytes(MANIFEST), Capture.Manifest.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("capture manifest " + MANIFEST + " in " + place() + " cannot be read: "
                    + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    /** The captures of these venues, in this order. */
    List<Capture> captures(List<String> venues) {
        List<Capture> all = manifest().captures();
        return venues.stream()
                .map(venue -> all.stream().filter(c -> c.venue().equals(venue)).findFirst().orElseThrow(
                        () -> new IllegalArgumentException("venue '" + venue + "' has no capture in " + place()
                                + "; there are " + all.stream().map(Capture::venue).toList())))
                .toList();
    }

    /**
     * The lines of a file.
     *
     * @throws IllegalArgumentException with one line: file, expected and found SHA-256, remedy
     */
    List<String> lines(Capture.FileEntry entry) {
        try {
            byte[] bytes = bytes(entry.file());
            String found = sha256(bytes);
            if (!found.equals(entry.sha256())) {
                throw new IllegalArgumentException("capture file " + entry.file() + " in " + place() + " is "
                        + (bytes.length == 0 ? "empty" : "not what was recorded") + ": sha256 expected "
                                + entry.sha256()
                        + ", got " + found + "; restore it from version control");
            }
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            }
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("capture file " + entry.file() + " is missing in " + place()
                    + ": sha256 expected " + entry.sha256() + ", got nothing; restore it from version control");
        } catch (IOException e) {
            throw new IllegalArgumentException("capture file " + entry.file() + " in " + place() + " cannot be read: "
                    + e.getMessage(), e);
        }
    }

    private byte[] bytes(String file) throws IOException {
        if (folder != null) {
            return Files.readAllBytes(folder.resolve(file));
        }
        try (InputStream in = CaptureStore.class.getResourceAsStream("/captures/" + file)) {
            if (in == null) {
                throw new NoSuchFileException(file);
            }
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
