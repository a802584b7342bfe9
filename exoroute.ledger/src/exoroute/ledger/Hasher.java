package exoroute.ledger;

import java.security.MessageDigest;

/** SHA-256 with one digest object that is used again and again. Not for use by several threads. */
final class Hasher {
    private final MessageDigest sha = Digests.newSha();

    byte[] sha256(byte[] data) {
        return sha.digest(data);
    }

    byte[] leafHash(byte[] leaf) {
        sha.update((byte) 0);
        return sha.digest(leaf);
    }
}
