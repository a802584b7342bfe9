package exoroute.solver.hedge;

import exoroute.api.solver.CoupledSolver;
import org.osgi.service.component.annotations.Component;

/** Publishes the engine {@code private-hedge}. */
@Component(service = CoupledSolver.class, property = {"exoroute.engine=private-hedge", "exoroute.exact:Boolean=false"})
public final class PrivateHedgeComponent extends CoupledComponent {
    /** The component. */
    public PrivateHedgeComponent() {
        super(new PrivateHedge());
    }
}
