package exoroute.adapter.sim.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a journal line by line, from the start. */
final class JournalReader {
    private static final int BUFFER = 1 << 16;

    private JournalReader() {}

    /** Receives the complete lines. */
    interface Lines {
        /**
         * A line whose checksum is right.
         *
         * @param offset of its first byte in the file
         * @param number from 1
         * @throws IllegalArgumentException when it makes no sense
         */
        void line(JournalLine line, long offset, long number);
    }

    /**
     * How far a journal reads.
     *
     * @param bytes of all complete lines
     * @param torn bytes of a last line that was not completed, 0 when there is none
     */
    record Extent(long bytes, long torn) {}

    /**
     * Reads all complete lines. A last line without its end was never acknowledged to anybody: it is not read.
     *
     * @throws JournalException naming file and line when a complete line is damaged or makes no sense
     */
    static Extent read(Path file, Lines lines) throws IOException {
        long offset = 0;
        long number = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                number++;
                try {
                    lines.line(JournalLine.parse(line.toByteArray()), offset, number);
                } catch (IllegalArgumentException e) {
                    throw new JournalException("journal " + file + ", line " + number + " (byte " + offset + "): "
                            + e.getMessage() + "; restore the file from a copy, or start with a new journal");
                }
                offset += line.size() + 1;
                line.reset();
            }
        }
        return new Extent(offset, line.size());
    }
}
