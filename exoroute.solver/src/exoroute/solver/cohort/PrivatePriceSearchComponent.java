package exoroute.solver.cohort;

import exoroute.api.solver.BookSolver;
import exoroute.solver.EngineComponent;
import org.osgi.service.component.annotations.Component;

/** Publishes the engine {@code private-price-search}. */
@Component(service = BookSolver.class, property = {"exoroute.engine=private-price-search", "exoroute.exact:Boolean=false"})
public final class PrivatePriceSearchComponent extends EngineComponent {
    /** The component. */
    public PrivatePriceSearchComponent() {
        super(PrivateEngine.priceSearch());
    }
}
