/**
 * What drives the core: the log, feeds, adapters, engines and timers around it. {@link
 * exoroute.router.runtime.Desk} is plain Java and takes its surroundings in its constructor; {@link
 * exoroute.router.runtime.RouterComponent} publishes it.
 */
package exoroute.router.runtime;
