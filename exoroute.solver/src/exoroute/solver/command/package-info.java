/**
 * The command {@code exo:solve}: reads instances in decimals, asks an engine, prints decimals. {@link
 * exoroute.solver.command.InstanceFile} reads, {@link exoroute.solver.command.InstanceAnswer} asks.
 */
package exoroute.solver.command;
