/**
 * Several instruments with risk and linear constraints: {@link exoroute.solver.hedge.HedgeSearch} runs ADMM with {@link
 * exoroute.solver.hedge.RiskPart} as one more agent, {@link exoroute.solver.hedge.ActiveSet} makes the answer exact.
 */
package exoroute.solver.hedge;
