package exoroute.ledger;

import java.nio.file.Path;

/**
 * What was cut when a log was opened: the incomplete last group, never acknowledged to anyone.
 *
 * @param file the segment file
 * @param offset where it was cut
 * @param bytes how many bytes were dropped
 * @param position the last committed position
 */
public record Recovery(Path file, long offset, long bytes, long position) {}
