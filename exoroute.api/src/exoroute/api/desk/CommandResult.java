package exoroute.api.desk;

/**
 * What became of a command. It was committed and decided either way; a refusal is a decision.
 *
 * @param accepted whether it was accepted
 * @param position log position of the command; for an accepted new order the parent's id
 * @param reason why it was refused: the thing, the value and the remedy; empty when accepted
 */
public record CommandResult(boolean accepted, long position, String reason) {}
