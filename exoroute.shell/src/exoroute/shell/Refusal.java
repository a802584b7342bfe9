package exoroute.shell;

/** A command that cannot be done, in one line: the shell prints {@code toString()}, so that is the message alone. */
final class Refusal extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }

    Refusal(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
