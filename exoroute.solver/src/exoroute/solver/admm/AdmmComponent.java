package exoroute.solver.admm;

import exoroute.api.solver.BookSolver;
import exoroute.solver.EngineComponent;
import org.osgi.service.component.annotations.Component;

/** Publishes the engine {@code exchange-admm}. */
@Component(service = BookSolver.class, property = {"exoroute.engine=exchange-admm", "exoroute.exact:Boolean=true"})
public final class AdmmComponent extends EngineComponent {
    /** The component. */
    public AdmmComponent() {
        super(new AdmmEngine());
    }
}
