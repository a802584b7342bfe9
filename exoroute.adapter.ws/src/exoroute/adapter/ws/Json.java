package exoroute.adapter.ws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;

/** The few steps of streaming JSON that the codecs share. Numbers are never read through a double. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MAX_SCALE = 40;

    /** Reads one value; the parser stands on its first token. */
    interface Reader<T> {
        T read(JsonParser parser) throws IOException, MalformedFrameException;
    }

    private Json() {}

    /** Reads a whole document: what follows the value must be white space. */
    static <T> T read(String text, Reader<T> reader) throws MalformedFrameException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedFrameException("empty");
            }
            T value = reader.read(parser);
            if (parser.nextToken() != null) {
                throw new MalformedFrameException("text after the end of the JSON value");
            }
            return value;
        } catch (IOException e) {
            throw new MalformedFrameException("not JSON: " + firstLine(e.getMessage()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedFrameException(e.getMessage());
        }
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /** Moves to the next field of an object and to its value; false at the object's end. */
    static boolean nextField(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            return false;
        }
        parser.nextToken();
        return true;
    }

    /** Demands an object. */
    static void object(JsonParser parser) throws MalformedFrameException {
        if (!parser.isExpectedStartObjectToken()) {
            throw new MalformedFrameException("an object was expected, not " + parser.currentToken());
        }
    }

    /** Text of a string or number, exactly as written; a number in exponent form is written out. */
    static String decimal(JsonParser parser) throws IOException, MalformedFrameException {
        String text = text(parser);
        if (text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            return text;
        }
        try {
            BigDecimal value = new BigDecimal(text);
            if (Math.abs((long) value.scale()) <= MAX_SCALE) {
                return value.toPlainString();
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new MalformedFrameException("'" + text + "' is no decimal number within range");
    }

    /** Text of a scalar that is not null. */
    static String text(JsonParser parser) throws IOException, MalformedFrameException {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            throw new MalformedFrameException("a value was expected, not " + token);
        }
        return parser.getText();
    }

    /** Reads {@code [[price, size, ...], ...]}; skips a value that is no array of arrays. */
    static void levels(JsonParser parser, boolean bid, BookMessage into) throws IOException, MalformedFrameException {
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.isExpectedStartArrayToken()) {
                level(parser, bid, into);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void level(JsonParser parser, boolean bid, BookMessage into)
            throws IOException, MalformedFrameException {
        parser.nextToken();
        String price = decimal(parser);
        parser.nextToken();
        into.add(bid, price, decimal(parser));
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
        }
    }

    /** {@code "prefix" + symbol + "suffix"} of each symbol as a JSON array of strings. */
    static String array(Collection<String> symbols, String prefix, String suffix) {
        StringBuilder out = new StringBuilder("[");
        for (String symbol : symbols) {
            out.append(out.length() > 1 ? ",\"" : "\"").append(prefix).append(symbol).append(suffix).append('"');
        }
        return out.append(']').toString();
    }
}
