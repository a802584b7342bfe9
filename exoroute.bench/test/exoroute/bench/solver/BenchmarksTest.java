package exoroute.bench.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTest {
    @TempDir
    Path folder;

    /** Without it JMH finds nothing; it is written by the annotation processor that bnd.bnd names. */
    @Test
    void the_compiler_wrote_the_list_of_benchmarks() throws Exception {
        try (InputStream in = OwnBench.class.getResourceAsStream("/META-INF/BenchmarkList")) {
            String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String name : new String[] {"OwnBench_cold", "OwnBench_changed", "OwnBench_build", "PeerBench_solve",
                    "PeerBench_buildAndSolve"}) {
                assertTrue(list.contains(name), name);
            }
        }
    }

    @Test
    void every_method_of_our_benchmark_works_on_every_book() {
        OwnBench bench = new OwnBench();
        bench.kind = Kind.QUADRATIC;
        bench.venues = 500;
        bench.prepare();
        for (int i = 0; i < 2 * Instances.CHANGES * Instances.books(500) + 1; i++) {
            assertTrue(Double.isFinite(bench.changed()));
        }
        assertTrue(Double.isFinite(bench.cold()));
        bench.build();
    }

    @Test
    void a_peer_that_disagrees_stops_its_benchmark_and_is_remembered() throws Exception {
        Path file = folder.resolve("agreement");
        System.setProperty(Agreement.PROPERTY, file.toString());
        try {
            Agreement.report(Peer.CLP, 5, -1e-9);
            assertThrows(IllegalStateException.class, () -> Agreement.report(Peer.CLP, 5, 0.25));
            assertThrows(IllegalStateException.class, () -> Agreement.report(Peer.CLP, 5, Double.NaN));
        } finally {
            System.clearProperty(Agreement.PROPERTY);
        }
        assertEquals(Double.POSITIVE_INFINITY, Agreement.take(file).worst());
        assertFalse(Files.exists(file));
        assertTrue(Double.isNaN(Agreement.take(file).worst()));
    }

    @Test
    void what_takes_long_is_measured_seldom_and_what_takes_too_long_not_at_all() {
        Plan plan = new Plan(false);
        assertTrue(plan.worthwhile(Double.NaN));
        assertFalse(plan.worthwhile(plan.limitSeconds() + 1));
        assertFalse(new Plan(true).worthwhile(5));
        assertEquals(16, plan.books(5, Double.NaN));
        assertEquals(2, plan.books(500, 0.05));
        assertEquals(1, new Plan(true).books(50, 0.5));
    }
}
