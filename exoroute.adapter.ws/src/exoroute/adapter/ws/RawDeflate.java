package exoroute.adapter.ws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Raw DEFLATE (RFC 1951) to text, bounded against frames that inflate without end. */
final class RawDeflate {
    private RawDeflate() {}

    /** Inflates a complete frame to at most {@code limit} bytes of UTF-8. */
    static String inflate(byte[] frame, int limit) throws MalformedFrameException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(frame);
            byte[] out = new byte[Math.min(limit, Math.max(256, 4 * frame.length))];
            int length = 0;
            while (!inflater.finished()) {
                if (length == out.length) {
                    if (length == limit) {
                        throw new MalformedFrameException("inflates to more than " + limit + " bytes");
                    }
                    out = Arrays.copyOf(out, (int) Math.min(limit, 2L * length));
                }
                int got = inflater.inflate(out, length, out.length - length);
                length += got;
                if (got == 0 && !inflater.finished()) {
                    throw new MalformedFrameException("deflate stream ends after " + length + " bytes of text");
                }
            }
            return new String(out, 0, length, StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw new MalformedFrameException("no deflate stream: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
