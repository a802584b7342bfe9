package exoroute.adapter.ws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import exoroute.api.market.FixedPoint;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * OKCoin WebSocket v3, channel {@code spot/depth_l2_tbt}: action {@code partial} is the snapshot, {@code update}
 * the increment; the checksum is the signed CRC-32 of {@code bidPrice:bidSize:askPrice:askSize:...} over the best
 * 25 levels, interleaved, without the side that has run out. Frames are raw DEFLATE (RFC 1951) without header.
 */
final class OkcoinCodec implements VenueCodec {
    private static final String BOOK = "spot/depth_l2_tbt";
    private static final int CHECKED = 25;

    private final TextChecksum crc = new TextChecksum();

    @Override
    public String name() {
        return "okcoin";
    }

    @Override
    public List<String> subscribe(Collection<String> symbols) {
        return List.of("{\"op\":\"subscribe\",\"args\":" + Json.array(symbols, BOOK + ":", "") + "}");
    }

    @Override
    public List<String> unsubscribe(Collection<String> symbols) {
        return List.of("{\"op\":\"unsubscribe\",\"args\":" + Json.array(symbols, BOOK + ":", "") + "}");
    }

    @Override
    public String inflate(byte[] frame, int limit) throws MalformedFrameException {
        return RawDeflate.inflate(frame, limit);
    }

    @Override
    public List<BookMessage> decode(String frame) throws MalformedFrameException {
        return "pong".equals(frame) ? List.of() : Json.read(frame, OkcoinCodec::frame);
    }

    private static List<BookMessage> frame(JsonParser parser) throws IOException, MalformedFrameException {
        Json.object(parser);
        List<BookMessage> messages = new ArrayList<>(1);
        String table = "";
        String action = "";
        String event = "";
        String channel = null;
        String text = "";
        while (Json.nextField(parser)) {
            switch (parser.currentName()) {
                case "table" -> table = Json.text(parser);
                case "action" -> action = Json.text(parser);
                case "event" -> event = Json.text(parser);
                case "channel" -> channel = Json.text(parser);
                case "message" -> text = Json.text(parser);
                case "data" -> entries(parser, messages);
                default -> parser.skipChildren();
            }
        }
        if (BOOK.equals(table)) {
            BookMessage.Kind kind = kind(action);
            messages.forEach(m -> m.kind = kind);
        } else if (channel != null) {
            messages.add(new BookMessage(
                    "subscribe".equals(event) && channel.startsWith(BOOK + ":")
                            ? BookMessage.Kind.ACKNOWLEDGED
                            : BookMessage.Kind.NOTED,
                    channel.substring(channel.indexOf(':') + 1)));
        } else if ("error".equals(event)) {
            BookMessage refusal = new BookMessage(BookMessage.Kind.REFUSED, null);
            refusal.text = text;
            messages.add(refusal);
        }
        return messages;
    }

    private static BookMessage.Kind kind(String action) throws MalformedFrameException {
        return switch (action) {
            case "partial" -> BookMessage.Kind.SNAPSHOT;
            case "update" -> BookMessage.Kind.INCREMENT;
            default -> throw new MalformedFrameException("action '" + action + "' is neither partial nor update");
        };
    }

    private static void entries(JsonParser parser, List<BookMessage> into) throws IOException, MalformedFrameException {
        if (!parser.isExpectedStartArrayToken()) {
            throw new MalformedFrameException("data is no array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Json.object(parser);
            BookMessage message = new BookMessage();
            while (Json.nextField(parser)) {
                field(parser, message);
            }
            if (message.symbol == null) {
                throw new MalformedFrameException("data without instrument_id");
            }
            into.add(message);
        }
    }

    private static void field(JsonParser parser, BookMessage into) throws IOException, MalformedFrameException {
        switch (parser.currentName()) {
            case "instrument_id" -> into.symbol = Json.text(parser);
            case "bids" -> Json.levels(parser, true, into);
            case "asks" -> Json.levels(parser, false, into);
            case "timestamp" -> into.venueTime = nanoseconds(Json.text(parser));
            case "checksum" -> {
                into.hasChecksum = true;
                into.checksum = FixedPoint.parse(Json.text(parser), 0);
            }
            default -> parser.skipChildren();
        }
    }

    private static long nanoseconds(String time) throws MalformedFrameException {
        try {
            Instant instant = Instant.parse(time);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new MalformedFrameException("timestamp '" + time + "' is no time");
        }
    }

    @Override
    public boolean revealsLoss() {
        return true;
    }

    @Override
    public String checksumText(String price, String size) {
        return price + ":" + size;
    }

    @Override
    public long checksum(LevelBook book) {
        crc.reset();
        for (int i = 0; i < CHECKED; i++) {
            if (i < book.bids().size()) {
                crc.joined(book.bids().text(i));
            }
            if (i < book.asks().size()) {
                crc.joined(book.asks().text(i));
            }
        }
        return (int) crc.value();
    }

    @Override
    public String keepAlive() {
        return "ping";
    }
}
