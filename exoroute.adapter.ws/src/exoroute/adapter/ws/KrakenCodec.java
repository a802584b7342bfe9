package exoroute.adapter.ws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import exoroute.api.market.FixedPoint;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/**
 * Kraken WebSocket API v1, channel {@code book} of depth 1000. {@code as}/{@code bs} is the snapshot, {@code
 * a}/{@code b} the increment; after each message the book is cut to the depth. The checksum is the CRC-32 over the
 * best ten asks, then the best ten bids, of price and volume without point and leading zeros.
 */
final class KrakenCodec implements VenueCodec {
    private static final int DEPTH = 1000;
    private static final int CHECKED = 10;

    private final TextChecksum crc = new TextChecksum();

    @Override
    public String name() {
        return "kraken";
    }

    @Override
    public List<String> subscribe(Collection<String> symbols) {
        return List.of(request("subscribe", symbols));
    }

    @Override
    public List<String> unsubscribe(Collection<String> symbols) {
        return List.of(request("unsubscribe", symbols));
    }

    private static String request(String event, Collection<String> symbols) {
        return "{\"event\":\"" + event + "\",\"pair\":" + Json.array(symbols, "", "")
                + ",\"subscription\":{\"name\":\"book\",\"depth\":" + DEPTH + "}}";
    }

    @Override
    public List<BookMessage> decode(String frame) throws MalformedFrameException {
        return Json.read(frame, p -> p.isExpectedStartArrayToken() ? channel(p) : event(p));
    }

    private static List<BookMessage> channel(JsonParser parser) throws IOException, MalformedFrameException {
        BookMessage message = new BookMessage();
        boolean snapshot = false;
        String channel = null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.isExpectedStartObjectToken()) {
                snapshot |= sides(parser, message);
            } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
                channel = message.symbol;
                message.symbol = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        if (channel == null) {
            throw new MalformedFrameException("an array without channel name and pair");
        }
        if (channel.startsWith("book-")) {
            message.kind = snapshot ? BookMessage.Kind.SNAPSHOT : BookMessage.Kind.INCREMENT;
        }
        return List.of(message);
    }

    private static boolean sides(JsonParser parser, BookMessage into) throws IOException, MalformedFrameException {
        boolean snapshot = false;
        while (Json.nextField(parser)) {
            String field = parser.currentName();
            switch (field) {
                case "as", "bs", "a", "b" -> {
                    snapshot |= field.length() == 2;
                    levels(parser, field.charAt(0) == 'b', into);
                }
                case "c" -> checksum(parser, into);
                default -> parser.skipChildren();
            }
        }
        return snapshot;
    }

    private static void checksum(JsonParser parser, BookMessage into) throws IOException, MalformedFrameException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            into.hasChecksum = true;
            into.checksum = FixedPoint.parse(Json.text(parser), 0);
        } else {
            parser.skipChildren();
        }
    }

    /** Entries are {@code [price, volume, time, ("r")]}; a ticker's {@code a} holds no arrays and is skipped. */
    private static void levels(JsonParser parser, boolean bid, BookMessage into)
            throws IOException, MalformedFrameException {
        if (!parser.isExpectedStartArrayToken()) {
            throw new MalformedFrameException("levels are no array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.isExpectedStartArrayToken()) {
                continue;
            }
            parser.nextToken();
            String price = Json.decimal(parser);
            parser.nextToken();
            into.add(bid, price, Json.decimal(parser));
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                into.venueTime = Math.max(into.venueTime, FixedPoint.parse(parser.getText(), 9));
                parser.nextToken();
            }
            while (parser.currentToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                parser.nextToken();
            }
        }
    }

    private static List<BookMessage> event(JsonParser parser) throws IOException, MalformedFrameException {
        Json.object(parser);
        BookMessage message = new BookMessage();
        String status = "";
        String channel = "";
        while (Json.nextField(parser)) {
            switch (parser.currentName()) {
                case "pair" -> message.symbol = Json.text(parser);
                case "status" -> status = Json.text(parser);
                case "channelName" -> channel = Json.text(parser);
                case "errorMessage" -> message.text = Json.text(parser);
                default -> parser.skipChildren();
            }
        }
        if ("error".equals(status)) {
            message.kind = BookMessage.Kind.REFUSED;
        } else if ("subscribed".equals(status) && channel.startsWith("book-")) {
            message.kind = BookMessage.Kind.ACKNOWLEDGED;
        }
        boolean silent = message.symbol == null && message.kind == BookMessage.Kind.NOTED;
        return silent ? List.of() : List.of(message);
    }

    @Override
    public boolean revealsLoss() {
        return true;
    }

    @Override
    public String checksumText(String price, String size) {
        return digits(price) + digits(size);
    }

    private static String digits(String decimal) {
        StringBuilder out = new StringBuilder(decimal.length());
        for (int i = 0; i < decimal.length(); i++) {
            char c = decimal.charAt(i);
            if (c != '.' && (c != '0' || out.length() > 0)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    @Override
    public long checksum(LevelBook book) {
        crc.reset();
        for (int i = 0; i < Math.min(CHECKED, book.asks().size()); i++) {
            crc.append(book.asks().text(i));
        }
        for (int i = 0; i < Math.min(CHECKED, book.bids().size()); i++) {
            crc.append(book.bids().text(i));
        }
        return crc.value();
    }

    @Override
    public int depth() {
        return DEPTH;
    }

    @Override
    public String keepAlive() {
        return "{\"event\":\"ping\"}";
    }
}
