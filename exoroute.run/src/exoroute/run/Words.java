package exoroute.run;

import java.util.ArrayList;
import java.util.List;

/** Words to commands and failures to one line. */
final class Words {
    private Words() {}

    /** One Gogo command with every argument quoted. */
    static String quoted(List<String> words) {
        StringBuilder command = new StringBuilder(words.get(0));
        for (String word : words.subList(1, words.size())) {
            command.append(" '").append(word.replace("\\", "\\\\").replace("'", "'\\''")).append('\'');
        }
        return command.toString();
    }

    /** Splits at semicolons outside quotes and braces, so that each command's result can be shown. */
    static List<String> commands(String line) {
        List<String> commands = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '{' || c == '(') {
                depth++;
            } else if (c == '}' || c == ')') {
                depth--;
            } else if (c == ';' && depth == 0) {
                add(commands, line.substring(start, i));
                start = i + 1;
            }
        }
        add(commands, line.substring(start));
        return commands;
    }

    private static void add(List<String> commands, String command) {
        if (!command.isBlank()) {
            commands.add(command.strip());
        }
    }

    /** What went wrong in one line (replays: several): the innermost message that says something. */
    static String message(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null && (at instanceof java.lang.reflect.InvocationTargetException || at.getMessage() == null
                || at.getMessage().equals(at.getCause().toString()))) {
            at = at.getCause();
        }
        return at.getMessage() == null ? at.toString() : at.getMessage();
    }
}
