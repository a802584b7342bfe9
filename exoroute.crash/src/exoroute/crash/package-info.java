/**
 * Crashes on purpose. {@link exoroute.crash.RouterProcess} is a router of the product's own parts that stops at a named
 * point; {@link exoroute.crash.CrashRun} kills it there, starts it again, and compares both sides' records.
 */
package exoroute.crash;
