/** Benchmarks of the core, the way to the venue, recovery and load; run with {@code ./bench.sh}. */
package exoroute.bench;
