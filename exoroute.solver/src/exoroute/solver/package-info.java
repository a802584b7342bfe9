/**
 * The price search. {@link exoroute.solver.Curves} reads books into {@code Levels}; {@link exoroute.solver.PriceSearch}
 * solves the continuous problem: {@code Depth} says where to begin, {@code Narrowing} closes a {@code Bracket} around the
 * price by asking {@code Demands}, {@code Sweep} ends it, {@code Pieces} remember for the next time. {@code LotSearch}
 * makes the answer whole lots, by branch and bound where it must; {@link exoroute.solver.PriceSearchSolver} is the
 * contract's face. The packages below hold the other engines; they use the curves through {@link
 * exoroute.solver.VenueCurve}.
 *
 * <p>Doubles use + - x / and sqrt only, in a fixed order, so that the same problem gives the same bits everywhere.
 */
package exoroute.solver;
