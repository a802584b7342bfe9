/**
 * A model check of the routing core: seeded scripts of orders, books, faults, crashes and decisions run against it in
 * virtual time, and rules are checked after every event. A failing script is shortened to a readable scenario.
 */
package exoroute.simulation;
