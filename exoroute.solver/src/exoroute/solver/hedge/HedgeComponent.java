package exoroute.solver.hedge;

import exoroute.api.solver.CoupledSolver;
import org.osgi.service.component.annotations.Component;

/** Publishes the engine {@code hedge}. */
@Component(service = CoupledSolver.class, property = {"exoroute.engine=hedge", "exoroute.exact:Boolean=true"})
public final class HedgeComponent extends CoupledComponent {
    /** The component. */
    public HedgeComponent() {
        super(new HedgeSolver());
    }
}
