package exoroute.solver.cohort;

import exoroute.api.solver.BookSolver;
import exoroute.solver.EngineComponent;
import org.osgi.service.component.annotations.Component;

/** Publishes the engine {@code private-admm}. */
@Component(service = BookSolver.class, property = {"exoroute.engine=private-admm", "exoroute.exact:Boolean=false"})
public final class PrivateAdmmComponent extends EngineComponent {
    /** The component. */
    public PrivateAdmmComponent() {
        super(PrivateEngine.exchangeAdmm());
    }
}
