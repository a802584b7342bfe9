package exoroute.adapter.ws;

import java.util.Collection;

/** Guesses, for counters and logs only, which symbol a frame that cannot be read was about. */
final class SymbolInText {
    private SymbolInText() {}

    /** The longest of the symbols that stands in the text as a word, in any case; null for none. */
    static String find(String text, Collection<String> symbols) {
        String found = null;
        for (String symbol : symbols) {
            if ((found == null || symbol.length() > found.length()) && stands(text, symbol)) {
                found = symbol;
            }
        }
        return found;
    }

    private static boolean stands(String text, String symbol) {
        for (int i = 0; i + symbol.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, symbol, 0, symbol.length())
                    && !wordAt(text, i - 1)
                    && !wordAt(text, i + symbol.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean wordAt(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }
}
