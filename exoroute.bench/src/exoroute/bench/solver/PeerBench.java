package exoroute.bench.solver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A peer on our instances. Before anything is measured, it solves each of its books and has to agree with us. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PeerBench {
    /** Which peer. */
    @Param("CLP")
    public Peer peer;

    /** Number of venues. */
    @Param("5")
    public int venues;

    /** How many of the books are rotated over. */
    @Param("1")
    public int books;

    /** Seconds that one solve may take. */
    @Param("10")
    public double limitSeconds;

    private final List<LevelModel> levels = new ArrayList<>();
    private final List<Peer.Model> models = new ArrayList<>();
    private int book;

    /** Builds the models and compares the optimum of each with ours. */
    @Setup
    public void prepare() {
        for (Instance instance : Instances.of(peer.kind(), venues, books)) {
            LevelModel level = LevelModel.of(instance);
            levels.add(level);
            models.add(peer.model(level, limitSeconds));
            OwnEngine engine = new OwnEngine(instance);
            engine.cold();
            double own = Shortfall.of(engine, instance.mid()).quote();
            try {
                Agreement.report(peer, venues, (models.get(models.size() - 1).solve() - own) / own);
            } catch (Peer.TooSlow e) {
                Agreement.tooSlow(e);
                throw e;
            }
        }
    }

    /** Releases the native models. */
    @TearDown(Level.Trial)
    public void close() {
        models.forEach(Peer.Model::close);
    }

    private int next() {
        book = book + 1 == books ? 0 : book + 1;
        return book;
    }

    /** A solve from scratch; the model stands ready. */
    @Benchmark
    public double solve() {
        return models.get(next()).solve();
    }

    /** Model and solve: what a router that has only books pays. */
    @Benchmark
    public double buildAndSolve() {
        try (Peer.Model model = peer.model(levels.get(next()), limitSeconds)) {
            return model.solve();
        }
    }
}
