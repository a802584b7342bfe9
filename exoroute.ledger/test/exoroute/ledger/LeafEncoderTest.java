package exoroute.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import exoroute.api.plan.DeltaLog.Urgency;
import exoroute.api.plan.Durability;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeafEncoderTest {
    private static final long[] EDGES = {0, 1, 23, 24, 255, 256, 65_535, 65_536, 0xffff_ffffL, 0x1_0000_0000L, Long.MAX_VALUE, -1, -24,
            -25, -257, Long.MIN_VALUE};

    @Test
    void the_fast_encoding_equals_the_deterministic_cbor_of_the_leaf() {
        Random random = new Random(7);
        for (String author : new String[] {"a", "Börse-1", "x".repeat(128), "\uD83D\uDE80".repeat(64)}) {
            LeafEncoder encoder = new LeafEncoder(author);
            for (int i = 0; i < 2_000; i++) {
                byte[] previous = new byte[32];
                byte[] hash = new byte[32];
                random.nextBytes(previous);
                random.nextBytes(hash);
                Offer offer = new Offer("p".repeat(1 + random.nextInt(64)), number(random), "k".repeat(1 + random.nextInt(64)),
                        new byte[random.nextInt(300)], Urgency.NORMAL, false, null);
                long position = number(random);
                long time = number(random);
                Leaf leaf = new Leaf(position, offer.kind(), time, author, offer.producer(), offer.sequence(), previous, hash,
                        offer.payload().length);
                assertArrayEquals(leaf.encode(), encoder.encode(position, offer, time, previous, hash));
            }
        }
    }

    private static long number(Random random) {
        return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextLong() >> random.nextInt(64);
    }

    @Test
    void an_author_without_a_utf8_form_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> LogSettings.of(Path.of("log"), "a\uD83D", Durability.PROCESS_CRASH));
    }
}
