/**
 * What happens between the command line and the services: which mode was asked for, waiting until the runtime is
 * ready, running it, and the exit status.
 */
package exoroute.run;
