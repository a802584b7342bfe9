package exoroute.adapter.ws;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Recorded native frames, plain or gzip. */
final class RecordedFile {
    /** Largest file in characters after decompression. */
    static final long LIMIT = 1L << 28;

    /** A line and where it stands. */
    record Entry(RecordedLine line, String place) {}

    private RecordedFile() {}

    /**
     * Reads a whole file.
     *
     * @throws IllegalArgumentException with one line that names the file and what is wrong with it
     */
    static List<Entry> read(Path file) {
        try (InputStream in = open(file)) {
            return entries(file, in);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("file " + file + " does not exist");
        } catch (EOFException | ZipException e) {
            throw new IllegalArgumentException("file " + file + " is no complete gzip file: " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalArgumentException("file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), 2);
        byte[] magic = in.readNBytes(2);
        if (magic.length == 0) {
            in.close();
            throw new IllegalArgumentException("file " + file + " is empty");
        }
        in.unread(magic);
        boolean gzip = magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
        if (!gzip && file.getFileName().toString().endsWith(".gz")) {
            in.close();
            throw new ZipException("it does not begin with the gzip mark");
        }
        try {
            return gzip ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Stops below the line reader: one endless line of a gzip bomb must not fill the memory. */
    private static InputStream bounded(InputStream in) {
        return new FilterInputStream(in) {
            private long bytes;

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int count = super.read(target, from, length);
                bytes += Math.max(0, count);
                if (bytes > LIMIT) {
                    throw new IOException("it holds more than " + LIMIT + " bytes");
                }
                return count;
            }
        };
    }

    private static List<Entry> entries(Path file, InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(bounded(in), StandardCharsets.UTF_8), 1 << 16);
        List<Entry> out = new ArrayList<>();
        int number = 0;
        for (String text = reader.readLine(); text != null; text = reader.readLine()) {
            number++;
            RecordedLine line = RecordedLine.parse(text);
            if (line != null) {
                out.add(new Entry(line, file.getFileName() + ":" + number));
            }
        }
        if (out.isEmpty()) {
            throw new IllegalArgumentException("file " + file + " holds no frame");
        }
        return out;
    }

    /** Merges files by receive time, keeping each file's order; bodies and frames without a time come first. */
    static List<Entry> merge(List<List<Entry>> files) {
        int[] next = new int[files.size()];
        List<Entry> out = new ArrayList<>();
        while (true) {
            int best = -1;
            for (int i = 0; i < next.length; i++) {
                if (next[i] < files.get(i).size()
                        && (best < 0 || before(files.get(i).get(next[i]), files.get(best).get(next[best])))) {
                    best = i;
                }
            }
            if (best < 0) {
                return out;
            }
            out.add(files.get(best).get(next[best]++));
        }
    }

    private static boolean before(Entry a, Entry b) {
        if (a.line.nanoseconds() < 0 || b.line.nanoseconds() < 0) {
            return a.line.address() != null && b.line.address() == null;
        }
        return a.line.nanoseconds() < b.line.nanoseconds();
    }
}
