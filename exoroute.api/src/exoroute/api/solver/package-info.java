/**
 * Engines and agents. A {@link exoroute.api.solver.BookSolver} sees whole ladders; a {@link
 * exoroute.api.solver.CoupledSolver} several instruments; a {@link
 * exoroute.api.solver.Cohort} answers a broadcast with sums only; a {@link exoroute.api.solver.LocalProblem} is
 * the private side of one agent. Implemented by engine bundles and agents, called by the router.
 */
@Version("2.1.0")
package exoroute.api.solver;

import org.osgi.annotation.versioning.Version;
