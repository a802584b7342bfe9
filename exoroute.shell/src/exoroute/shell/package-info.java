/**
 * Gogo commands in scope {@code exo}. Each command returns its output as text and refuses bad input with one clear
 * line; the session prints either. Nothing here knows more than the API.
 */
package exoroute.shell;
