package exoroute.adapter.ws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * bitFlyer Lightning realtime API over JSON-RPC 2.0: {@code lightning_board_snapshot_<product>} replaces the book,
 * {@code lightning_board_<product>} sets levels. Prices and sizes are JSON numbers, taken as text. The venue has
 * neither checksum nor sequence; a fresh snapshot comes every few seconds.
 */
final class BitflyerCodec implements VenueCodec {
    private static final String SNAPSHOT = "lightning_board_snapshot_";
    private static final String BOARD = "lightning_board_";
    private static final List<String> OTHERS = List.of("lightning_ticker_", "lightning_executions_");

    @Override
    public String name() {
        return "bitflyer";
    }

    @Override
    public List<String> subscribe(Collection<String> symbols) {
        return requests("subscribe", symbols);
    }

    @Override
    public List<String> unsubscribe(Collection<String> symbols) {
        return requests("unsubscribe", symbols);
    }

    private static List<String> requests(String method, Collection<String> symbols) {
        List<String> out = new ArrayList<>();
        for (String symbol : symbols) {
            for (String channel : List.of(SNAPSHOT, BOARD)) {
                out.add("{\"method\":\"" + method + "\",\"params\":{\"channel\":\"" + channel + symbol + "\"}}");
            }
        }
        return out;
    }

    @Override
    public List<BookMessage> decode(String frame) throws MalformedFrameException {
        return Json.read(frame, BitflyerCodec::frame);
    }

    private static List<BookMessage> frame(JsonParser parser) throws IOException, MalformedFrameException {
        Json.object(parser);
        BookMessage message = new BookMessage();
        String channel = null;
        while (Json.nextField(parser)) {
            switch (parser.currentName()) {
                case "params" -> channel = params(parser, message);
                case "error" -> {
                    message.kind = BookMessage.Kind.REFUSED;
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
        if (channel == null) {
            return message.kind == BookMessage.Kind.REFUSED ? List.of(message) : List.of();
        }
        if (channel.startsWith(SNAPSHOT)) {
            message.kind = BookMessage.Kind.SNAPSHOT;
            message.symbol = channel.substring(SNAPSHOT.length());
        } else if (channel.startsWith(BOARD)) {
            message.kind = BookMessage.Kind.INCREMENT;
            message.symbol = channel.substring(BOARD.length());
        } else {
            String name = channel;
            message.symbol = OTHERS.stream().filter(name::startsWith).findFirst()
                    .map(p -> name.substring(p.length())).orElse(name);
        }
        return List.of(message);
    }

    private static String params(JsonParser parser, BookMessage into) throws IOException, MalformedFrameException {
        Json.object(parser);
        String channel = null;
        while (Json.nextField(parser)) {
            if ("channel".equals(parser.currentName())) {
                channel = Json.text(parser);
            } else if ("message".equals(parser.currentName()) && parser.isExpectedStartObjectToken()) {
                board(parser, into);
            } else {
                parser.skipChildren();
            }
        }
        return channel;
    }

    private static void board(JsonParser parser, BookMessage into) throws IOException, MalformedFrameException {
        while (Json.nextField(parser)) {
            String field = parser.currentName();
            if (("bids".equals(field) || "asks".equals(field)) && parser.isExpectedStartArrayToken()) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    level(parser, "bids".equals(field), into);
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void level(JsonParser parser, boolean bid, BookMessage into)
            throws IOException, MalformedFrameException {
        Json.object(parser);
        String price = null;
        String size = null;
        while (Json.nextField(parser)) {
            switch (parser.currentName()) {
                case "price" -> price = Json.decimal(parser);
                case "size" -> size = Json.decimal(parser);
                default -> parser.skipChildren();
            }
        }
        if (price == null || size == null) {
            throw new MalformedFrameException("a level without price or size");
        }
        into.add(bid, price, size);
    }
}
