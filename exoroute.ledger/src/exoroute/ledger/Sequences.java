package exoroute.ledger;

import exoroute.api.plan.LogRecord;
import java.nio.file.Path;

/** The rules of producers' names and sequences. */
final class Sequences {
    private Sequences() {}

    /** Notes a stored record; its sequence must be its producer's next. */
    static void restore(Producers producers, Path file, long offset, LogRecord record) {
        long expected = producers.last(record.producer()) + 1;
        if (record.producerSequence() != expected) {
            throw LogErrors.corrupt(file, offset, record.position(), "producer " + record.producer() + " has sequence "
                    + record.producerSequence() + ", expected " + expected);
        }
        producers.stage(record.producer(), record.position());
        producers.commit(record.producer());
    }

    /** 1 to 64 characters of {@code [a-z0-9._-]}. */
    static void requireName(String what, String name) {
        boolean valid = !name.isEmpty() && name.length() <= 64;
        for (int i = 0; valid && i < name.length(); i++) {
            char c = name.charAt(i);
            valid = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
        }
        if (!valid) {
            throw new IllegalArgumentException(what + " '" + name + "' is not 1 to 64 characters of [a-z0-9._-]");
        }
    }
}
