package exoroute.bench.solver;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Our price search, one solve an operation, over all books of a size in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OwnBench {
    /** Kind of books. */
    @Param({"LINEAR", "QUADRATIC"})
    public Kind kind;

    /** Number of venues. */
    @Param({"5", "50", "500", "5000"})
    public int venues;

    private OwnEngine[] engines;
    private Feed[] turns;
    private int book;
    private int turn;

    /** Builds all books and solves each once, so that every one has a last price to start from. */
    @Setup
    public void prepare() {
        List<Instance> instances = Instances.of(kind, venues, Instances.books(venues));
        engines = OwnEngine.all(instances);
        turns = Feed.turns(instances);
        for (OwnEngine engine : engines) {
            engine.cold();
        }
    }

    private int next() {
        book++;
        if (book == engines.length) {
            book = 0;
            turn = (turn + 1) % turns.length;
        }
        return book;
    }

    /** A solve without a warm start; the books stand ready. */
    @Benchmark
    public double cold() {
        return engines[next()].cold();
    }

    /** 1 % of the levels change, there and back in turn, and the solve starts at the last price. */
    @Benchmark
    public double changed() {
        int i = next();
        return turns[turn].change(engines[i], i);
    }

    /** From ladders to books that can be searched. */
    @Benchmark
    public Object build() {
        return engines[next()].build();
    }
}
