/** Plain Java around the framework: what runs before the first bundle and after the last. */
package exoroute.launcher;
