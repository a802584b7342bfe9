/**
 * The price search. {@link exoroute.solver.Curves} holds all marginal cost curves in flat arrays, {@link
 * exoroute.solver.PriceSearch} solves the continuous problem with a {@code Bracket} around the price, a {@code Sample} to
 * place it and a {@code Sweep} to end it; {@code LotSearch} makes the answer whole lots, by branch and bound where it
 * must; {@link exoroute.solver.PriceSearchSolver} is the contract's face. The packages below hold the other engines; they
 * use the curves through {@link exoroute.solver.VenueCurve}.
 *
 * <p>Doubles use + - x / and sqrt only, in a fixed order, so that the same problem gives the same bits everywhere.
 */
package exoroute.solver;
