/**
 * The deterministic core. {@link exoroute.router.core.RoutingCore} owns all routing state; it applies committed
 * events in log order and returns what follows from them. Nothing here reads a clock, a random source, a service
 * registry, a file or a thread: time arrives as the log time of the event, everything else as events. A test
 * proves it from the class files.
 */
package exoroute.router.core;
