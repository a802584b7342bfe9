/**
 * Recorded venues. A {@link exoroute.capture.Capture} says what was recorded, a {@link exoroute.capture.Recording}
 * holds it, a {@link exoroute.capture.Playback} sends one client what it subscribed to, a {@link
 * exoroute.capture.CaptureServer} does that over local TLS sockets, and {@link exoroute.capture.CaptureComponent}
 * configures the feeds that connect to it. Nothing is exported.
 */
package exoroute.capture;
