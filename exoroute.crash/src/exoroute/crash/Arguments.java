package exoroute.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A command line of options {@code --name value}. */
final class Arguments {
    private final Map<String, List<String>> given = new TreeMap<>();
    private final String usage;

    /**
     * Reads a command line.
     *
     * @param known names of options, with their dashes
     * @throws IllegalArgumentException naming the option and what is known
     */
    Arguments(List<String> known, String usage, String... arguments) {
        this.usage = usage;
        for (int i = 0; i < arguments.length; i += 2) {
            if (!known.contains(arguments[i])) {
                throw new IllegalArgumentException("option '" + arguments[i] + "' is not known\n" + usage);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("option " + arguments[i] + " needs a value\n" + usage);
            }
            given.computeIfAbsent(arguments[i], n -> new ArrayList<>()).add(arguments[i + 1]);
        }
    }

    /** All values of an option. */
    List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    /** The last value of an option. */
    String text(String name, String otherwise) {
        List<String> values = all(name);
        return values.isEmpty() ? otherwise : values.get(values.size() - 1);
    }

    /** An option that must be there. */
    String text(String name) {
        if (all(name).isEmpty()) {
            throw new IllegalArgumentException("option " + name + " is missing\n" + usage);
        }
        return text(name, "");
    }

    /** A whole number of at least so much. */
    long number(String name, long otherwise, long least) {
        String text = text(name, Long.toString(otherwise));
        try {
            long value = Long.parseLong(text);
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("option " + name + ": '" + text + "' is no whole number\n" + usage, e);
        }
        throw new IllegalArgumentException("option " + name + ": " + text + " must be at least " + least + "\n" + usage);
    }
}
