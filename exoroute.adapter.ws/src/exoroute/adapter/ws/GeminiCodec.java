package exoroute.adapter.ws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Gemini Market Data WebSocket v2, subscription {@code l2}. The first {@code l2_updates} of a symbol, the one with
 * {@code trades}, is the snapshot. The venue has neither checksum nor book sequence.
 */
final class GeminiCodec implements VenueCodec {
    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public List<String> subscribe(Collection<String> symbols) {
        return List.of(request("subscribe", symbols));
    }

    @Override
    public List<String> unsubscribe(Collection<String> symbols) {
        return List.of(request("unsubscribe", symbols));
    }

    private static String request(String type, Collection<String> symbols) {
        return "{\"type\":\"" + type + "\",\"subscriptions\":[{\"name\":\"l2\",\"symbols\":"
                + Json.array(symbols, "", "") + "}]}";
    }

    @Override
    public List<BookMessage> decode(String frame) throws MalformedFrameException {
        return Json.read(frame, GeminiCodec::frame);
    }

    private static List<BookMessage> frame(JsonParser parser) throws IOException, MalformedFrameException {
        Json.object(parser);
        BookMessage message = new BookMessage();
        String type = "";
        boolean first = false;
        while (Json.nextField(parser)) {
            switch (parser.currentName()) {
                case "type" -> type = Json.text(parser);
                case "result" -> message.kind = "error".equals(Json.text(parser)) ? BookMessage.Kind.REFUSED
                        : message.kind;
                case "reason", "message" -> message.text += Json.text(parser) + " ";
                case "symbol" -> message.symbol = Json.text(parser);
                case "changes" -> changes(parser, message);
                case "trades" -> {
                    first = true;
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
        if ("l2_updates".equals(type)) {
            if (message.symbol == null) {
                throw new MalformedFrameException("l2_updates without symbol");
            }
            message.kind = first ? BookMessage.Kind.SNAPSHOT : BookMessage.Kind.INCREMENT;
        }
        boolean silent = message.symbol == null && message.kind == BookMessage.Kind.NOTED;
        return silent ? List.of() : List.of(message);
    }

    private static void changes(JsonParser parser, BookMessage into) throws IOException, MalformedFrameException {
        if (!parser.isExpectedStartArrayToken()) {
            throw new MalformedFrameException("changes is no array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.nextToken();
            String side = Json.text(parser);
            if (!"buy".equals(side) && !"sell".equals(side)) {
                throw new MalformedFrameException("side '" + side + "' is neither buy nor sell");
            }
            parser.nextToken();
            String price = Json.decimal(parser);
            parser.nextToken();
            into.add("buy".equals(side), price, Json.decimal(parser));
            if (parser.nextToken() != JsonToken.END_ARRAY) {
                throw new MalformedFrameException("a change has more than three values");
            }
        }
    }
}
