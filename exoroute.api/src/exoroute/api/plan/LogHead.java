package exoroute.api.plan;

import java.util.HexFormat;

/**
 * The end of a log.
 *
 * @param position position of the last committed record, 0 when empty
 * @param logTime its log time, 0 when empty
 * @param leafHash its leaf hash, 32 bytes; all zero when empty
 */
public record LogHead(long position, long logTime, byte[] leafHash) {

    /** The leaf hash in lower-case hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(leafHash);
    }
}
