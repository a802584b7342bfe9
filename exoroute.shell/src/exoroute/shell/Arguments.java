package exoroute.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of one command: positional ones in order, options {@code --name value} or {@code --flag} anywhere. */
final class Arguments {
    private final String usage;
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();

    /**
     * Splits words.
     *
     * @param usage one line, shown with every complaint; an option it names as {@code [--x VALUE]} takes a value
     * @throws IllegalArgumentException on an unknown option, a missing value or a wrong number of words
     */
    Arguments(String usage, int least, int most, String... given) {
        this.usage = usage;
        for (int i = 0; i < given.length; i++) {
            if (!given[i].startsWith("--")) {
                words.add(given[i]);
            } else if (usage.contains("[" + given[i] + "]")) {
                options.put(given[i], "");
            } else if (!usage.contains("[" + given[i] + " ")) {
                throw complaint("unknown option " + given[i]);
            } else if (i + 1 == given.length) {
                throw complaint("option " + given[i] + " needs a value");
            } else {
                options.put(given[i], given[++i]);
            }
        }
        if (words.size() < least || words.size() > most) {
            throw complaint(words.size() < least ? "something is missing" : "'" + words.get(most) + "' is too much");
        }
    }

    IllegalArgumentException complaint(String what) {
        return new Refusal(what + "; usage: " + usage);
    }

    String word(int i) {
        return words.get(i);
    }

    String word(int i, String absent) {
        return i < words.size() ? words.get(i) : absent;
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    String option(String name, String absent) {
        return options.getOrDefault(name, absent);
    }

    long number(String what, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw complaint(what + " '" + text + "' is no whole number");
        }
    }
}
