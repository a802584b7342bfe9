package exoroute.router.runtime;

import exoroute.api.plan.LogArchive;
import exoroute.api.plan.Replay;
import exoroute.api.plan.ReplayReport;
import exoroute.api.solver.BookSolver;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Publishes the offline replay; needs no configuration. */
@Component
public final class ReplayComponent implements Replay {
    private final Engines engines = new Engines();
    private final ReplayRunner runner;

    /** Replays what an archive reads. */
    @Activate
    public ReplayComponent(@Reference LogArchive archive) {
        this.runner = new ReplayRunner(archive, engines);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindEngine(BookSolver engine) {
        engines.add(engine);
    }

    void unbindEngine(BookSolver engine) {
        engines.remove(engine);
    }

    @Override
    public ReplayReport replay(Path folder, boolean resolve) {
        return runner.replay(folder, resolve);
    }
}
