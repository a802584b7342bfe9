package exoroute.api.plan;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads and verifies a log folder offline: no lock, no keys, no network, nothing is written. The folder may be a
 * copy, or belong to a running process (then what is committed so far is read).
 */
@ProviderType
public interface LogArchive {
    /**
     * Verifies every record (header, checksum, chain, payload hash, commit mark) and hands it on in order.
     *
     * @param folder the log folder
     * @param reader called for each verified record, on the caller's thread
     * @return the verified end of the log, and whether an incomplete tail was left out
     * @throws LogException naming the file, the offset and the position of the first thing that does not verify
     */
    Verified read(Path folder, LogSubscriber reader);

    /**
     * The leaf hash a record would have with another predecessor or payload; used to rebuild a chain.
     *
     * @param record whose position, time, author, producer, sequence and kind are taken
     * @param previousLeafHash 32 bytes, all zero before the first record
     * @param payload the payload to hash instead of the record's own
     */
    byte[] leafHash(LogRecord record, byte[] previousLeafHash, byte[] payload);

    /**
     * The result of a complete verification.
     *
     * @param head the last committed record
     * @param incompleteTailBytes bytes after the last committed group that form no complete group; 0 is normal
     */
    record Verified(LogHead head, long incompleteTailBytes) {}
}
