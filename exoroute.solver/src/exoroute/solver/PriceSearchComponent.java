package exoroute.solver;

import exoroute.api.solver.BookSolver;
import org.osgi.service.component.annotations.Component;

/** Publishes the engine {@code price-search}. */
@Component(service = BookSolver.class, property = {"exoroute.engine=price-search", "exoroute.exact:Boolean=true"})
public final class PriceSearchComponent extends EngineComponent {
    /** The component. */
    public PriceSearchComponent() {
        super(new PriceSearchSolver());
    }
}
