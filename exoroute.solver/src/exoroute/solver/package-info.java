/**
 * The price-search engine. {@link exoroute.solver.Curves} holds all marginal cost curves in flat arrays, {@link
 * exoroute.solver.PriceSearch} solves the continuous problem, {@link exoroute.solver.LotSearch} makes its answer
 * whole lots by branch and bound, {@link exoroute.solver.PriceSearchSolver} is the contract's face.
 *
 * <p>Doubles use + - x / and sqrt only, in a fixed order, so that the same problem gives the same bits everywhere.
 */
package exoroute.solver;
