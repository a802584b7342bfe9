package exoroute.cbor;

/** What the next item is. */
public enum CborType {
    /** Major types 0 and 1, and the bignum tags 2 and 3. */
    INTEGER,
    BYTES,
    TEXT,
    ARRAY,
    MAP,
    /** Any tag but 2 and 3; the tagged item follows. */
    TAG,
    FLOAT,
    BOOLEAN,
    NULL
}
