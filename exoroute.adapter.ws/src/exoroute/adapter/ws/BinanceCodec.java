package exoroute.adapter.ws;

import com.fasterxml.jackson.core.JsonParser;
import exoroute.api.market.FixedPoint;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Binance and Binance.US, "How to manage a local order book correctly": diff depth stream {@code
 * <symbol>@depth@100ms} with the REST depth as snapshot. Increments up to {@code lastUpdateId} are part of the
 * snapshot, the first kept one must span {@code lastUpdateId + 1}, and each later {@code U} is the previous {@code
 * u + 1}.
 */
final class BinanceCodec implements VenueCodec {
    private static final String PATH = "/depth?symbol=";
    private long requests;

    @Override
    public String name() {
        return "binance";
    }

    @Override
    public List<String> subscribe(Collection<String> symbols) {
        return List.of(request("SUBSCRIBE", symbols));
    }

    @Override
    public List<String> unsubscribe(Collection<String> symbols) {
        return List.of(request("UNSUBSCRIBE", symbols));
    }

    private String request(String method, Collection<String> symbols) {
        List<String> lower = symbols.stream().map(s -> s.toLowerCase(Locale.ROOT)).toList();
        return "{\"method\":\"" + method + "\",\"params\":" + Json.array(lower, "", "@depth@100ms") + ",\"id\":"
                + ++requests + "}";
    }

    @Override
    public String snapshotPath(String symbol) {
        return "/api/v3" + PATH + symbol + "&limit=1000";
    }

    @Override
    public String snapshotSymbol(String address) {
        int at = address.indexOf(PATH);
        return at < 0 ? null : address.substring(at + PATH.length()).replaceAll("&.*", "");
    }

    @Override
    public List<BookMessage> decode(String frame) throws MalformedFrameException {
        BookMessage message = new BookMessage();
        Json.read(frame, parser -> object(parser, message));
        if (message.kind == BookMessage.Kind.INCREMENT
                && (message.symbol == null || message.firstId <= 0 || message.lastId < message.firstId)) {
            throw new MalformedFrameException("depthUpdate of " + message.symbol + " with ids " + message.firstId
                    + ".." + message.lastId);
        }
        return message.symbol == null && message.kind == BookMessage.Kind.NOTED ? List.of() : List.of(message);
    }

    private static BookMessage object(JsonParser parser, BookMessage into) throws IOException, MalformedFrameException {
        Json.object(parser);
        while (Json.nextField(parser)) {
            switch (parser.currentName()) {
                case "data" -> object(parser, into);
                case "e" -> into.kind = "depthUpdate".equals(Json.text(parser))
                        ? BookMessage.Kind.INCREMENT
                        : BookMessage.Kind.NOTED;
                case "E" -> into.venueTime = Math.multiplyExact(number(parser), 1_000_000L);
                case "s" -> into.symbol = Json.text(parser);
                case "U" -> into.firstId = number(parser);
                case "u", "lastUpdateId" -> into.lastId = number(parser);
                case "b", "bids" -> Json.levels(parser, true, into);
                case "a", "asks" -> Json.levels(parser, false, into);
                case "result" -> {
                    into.kind = BookMessage.Kind.ACKNOWLEDGED;
                    parser.skipChildren();
                }
                case "error" -> {
                    into.kind = BookMessage.Kind.REFUSED;
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
        return into;
    }

    private static long number(JsonParser parser) throws IOException, MalformedFrameException {
        return FixedPoint.parse(Json.text(parser), 0);
    }

    @Override
    public BookMessage decodeSnapshot(String symbol, String body) throws MalformedFrameException {
        BookMessage snapshot = new BookMessage();
        Json.read(body, parser -> object(parser, snapshot));
        if (snapshot.lastId <= 0) {
            throw new MalformedFrameException("depth snapshot without lastUpdateId");
        }
        snapshot.kind = BookMessage.Kind.SNAPSHOT;
        snapshot.symbol = symbol;
        return snapshot;
    }

    @Override
    public Verdict follow(long last, boolean afterSnapshot, BookMessage increment) {
        if (increment.lastId <= last) {
            return Verdict.DISCARD;
        }
        boolean follows = afterSnapshot ? increment.firstId <= last + 1 : increment.firstId == last + 1;
        return follows ? Verdict.APPLY : Verdict.GAP;
    }

    @Override
    public boolean precedes(BookMessage snapshot, BookMessage oldestIncrement) {
        return snapshot.lastId + 1 < oldestIncrement.firstId;
    }

    @Override
    public boolean revealsLoss() {
        return true;
    }
}
