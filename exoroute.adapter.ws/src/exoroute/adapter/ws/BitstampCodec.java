package exoroute.adapter.ws;

import com.fasterxml.jackson.core.JsonParser;
import exoroute.api.market.FixedPoint;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Bitstamp WebSocket API v2, channel {@code diff_order_book_<pair>}, with the REST order book as snapshot. The
 * venue has neither checksum nor sequence number: increments up to the snapshot's microtimestamp are part of it,
 * and a lost increment cannot be seen.
 */
final class BitstampCodec implements VenueCodec {
    private static final String BOOK = "diff_order_book_";
    private static final String PATH = "/api/v2/order_book/";

    @Override
    public String name() {
        return "bitstamp";
    }

    @Override
    public List<String> subscribe(Collection<String> symbols) {
        return requests("subscribe", symbols);
    }

    @Override
    public List<String> unsubscribe(Collection<String> symbols) {
        return requests("unsubscribe", symbols);
    }

    private static List<String> requests(String what, Collection<String> symbols) {
        return symbols.stream()
                .map(s -> "{\"event\":\"bts:" + what + "\",\"data\":{\"channel\":\"" + BOOK + s + "\"}}")
                .toList();
    }

    @Override
    public String snapshotPath(String symbol) {
        return PATH + symbol;
    }

    @Override
    public String snapshotSymbol(String address) {
        int at = address.indexOf(PATH);
        return at < 0 ? null : address.substring(at + PATH.length()).replaceAll("[/?].*", "");
    }

    @Override
    public List<BookMessage> decode(String frame) throws MalformedFrameException {
        return Json.read(frame, BitstampCodec::frame);
    }

    private static List<BookMessage> frame(JsonParser parser) throws IOException, MalformedFrameException {
        Json.object(parser);
        BookMessage message = new BookMessage();
        String event = "";
        String channel = "";
        while (Json.nextField(parser)) {
            switch (parser.currentName()) {
                case "event" -> event = Json.text(parser);
                case "channel" -> channel = Json.text(parser);
                case "data" -> data(parser, message);
                default -> parser.skipChildren();
            }
        }
        if ("bts:request_reconnect".equals(event)) {
            return List.of(new BookMessage(BookMessage.Kind.RECONNECT, null));
        }
        message.symbol = channel.isEmpty() ? null : channel.substring(channel.lastIndexOf('_') + 1);
        boolean book = channel.startsWith(BOOK);
        message.kind = kind(event, book);
        if (message.kind == BookMessage.Kind.INCREMENT && message.lastId == 0) {
            throw new MalformedFrameException("order book without microtimestamp");
        }
        return message.symbol == null && message.kind == BookMessage.Kind.NOTED ? List.of() : List.of(message);
    }

    private static BookMessage.Kind kind(String event, boolean book) {
        return switch (event) {
            case "data" -> book ? BookMessage.Kind.INCREMENT : BookMessage.Kind.NOTED;
            case "bts:subscription_succeeded" -> book ? BookMessage.Kind.ACKNOWLEDGED : BookMessage.Kind.NOTED;
            case "bts:error" -> BookMessage.Kind.REFUSED;
            default -> BookMessage.Kind.NOTED;
        };
    }

    private static void data(JsonParser parser, BookMessage into) throws IOException, MalformedFrameException {
        if (!parser.isExpectedStartObjectToken()) {
            parser.skipChildren();
            return;
        }
        while (Json.nextField(parser)) {
            switch (parser.currentName()) {
                case "microtimestamp" -> {
                    into.lastId = FixedPoint.parse(Json.text(parser), 0);
                    into.venueTime = Math.multiplyExact(into.lastId, 1000);
                }
                case "bids" -> Json.levels(parser, true, into);
                case "asks" -> Json.levels(parser, false, into);
                case "message" -> into.text = Json.text(parser);
                default -> parser.skipChildren();
            }
        }
    }

    @Override
    public BookMessage decodeSnapshot(String symbol, String body) throws MalformedFrameException {
        BookMessage snapshot = new BookMessage(BookMessage.Kind.SNAPSHOT, symbol);
        Json.read(body, parser -> {
            Json.object(parser);
            data(parser, snapshot);
            return snapshot;
        });
        if (snapshot.lastId == 0) {
            throw new MalformedFrameException("snapshot without microtimestamp");
        }
        return snapshot;
    }

    @Override
    public Verdict follow(long last, boolean afterSnapshot, BookMessage increment) {
        return increment.lastId <= last ? Verdict.DISCARD : Verdict.APPLY;
    }

    @Override
    public boolean precedes(BookMessage snapshot, BookMessage oldestIncrement) {
        return snapshot.lastId < oldestIncrement.lastId;
    }
}
