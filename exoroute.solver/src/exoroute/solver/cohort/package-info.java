/**
 * Private agents and those who ask them: {@link exoroute.solver.cohort.VenueAgent} keeps its ladder, {@link
 * exoroute.solver.cohort.LocalCohort} sums answers within a process, {@link exoroute.solver.cohort.PrivatePriceSearch}
 * works from sums alone, {@link exoroute.solver.cohort.PrivateEngine} makes engines of that.
 */
package exoroute.solver.cohort;
