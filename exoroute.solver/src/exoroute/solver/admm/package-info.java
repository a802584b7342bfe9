/**
 * Exchange ADMM. The coordinator {@link exoroute.solver.admm.ExchangeAdmm} sees sums, whoever answers; {@link
 * exoroute.solver.admm.AdmmAgent} is the other side, with a {@link exoroute.solver.admm.Part} for its cost. {@link
 * exoroute.solver.admm.TrustedAgents} connects both directly, {@link exoroute.solver.admm.PrivateAdmm} over a cohort.
 *
 * <p>Doubles use + - x / and sqrt only, in a fixed order, so that the same problem gives the same bits everywhere.
 */
package exoroute.solver.admm;
