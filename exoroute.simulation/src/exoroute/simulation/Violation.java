package exoroute.simulation;

/** Something that must hold did not. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String rule;

    /**
     * @param rule which rule, a few words that stay the same while a script is shortened
     * @param detail what was seen
     */
    Violation(String rule, String detail) {
        super(rule + ": " + detail);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }

    static void unless(boolean holds, String rule, java.util.function.Supplier<String> detail) {
        if (!holds) {
            throw new Violation(rule, detail.get());
        }
    }
}
