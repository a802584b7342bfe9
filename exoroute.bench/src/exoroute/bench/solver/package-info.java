/**
 * The solver engines against the best open solvers: same seeded books, same run, one table. Run with
 * {@code ./bench.sh solver}.
 */
package exoroute.bench.solver;
