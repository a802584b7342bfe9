package exoroute.adapter.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Instrument;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import java.util.ArrayList;
import java.util.List;

/** Reads a venue's listing facts from the JSON text of its configuration; all numbers are decimal strings. */
final class ListingFacts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ListingFacts() {}

    /**
     * Reads an array of objects: {@code symbol, base, quote, sizeScale, priceScale, tick, lot} are mandatory;
     * {@code minSize, maxSize, minNotional, takerFee, makerFee, feeCurrency, state, assumed} are not. Fees are
     * shares of the notional ({@code 0.004} is 0.40 %); {@code assumed} lists the facts that no venue published.
     *
     * @throws IllegalArgumentException naming venue, listing and fact
     */
    static List<Listing> parse(String venue, String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("venue " + venue + ": listings are not JSON: " + e.getOriginalMessage());
        }
        if (!root.isArray() || root.isEmpty()) {
            throw new IllegalArgumentException("venue " + venue
                    + ": listings must be a JSON array with one object a listing");
        }
        List<Listing> out = new ArrayList<>();
        root.forEach(node -> out.add(listing(venue, node)));
        return List.copyOf(out);
    }

    private static Listing listing(String venue, JsonNode node) {
        ListingId id = new ListingId(venue, text(venue, node, "symbol", null));
        String base = text(id, node, "base", null);
        String quote = text(id, node, "quote", null);
        int sizeScale = (int) number(id, node, "sizeScale", 0, null);
        int priceScale = (int) number(id, node, "priceScale", 0, null);
        long unbounded = Long.MAX_VALUE;
        String maxSize = text(id, node, "maxSize", "");
        return new Listing(
                id,
                new Instrument(base + "/" + quote, base, quote, sizeScale, priceScale),
                number(id, node, "tick", priceScale, null),
                number(id, node, "lot", sizeScale, null),
                number(id, node, "minSize", sizeScale, "0"),
                maxSize.isEmpty() ? unbounded : number(id, node, "maxSize", sizeScale, ""),
                number(id, node, "minNotional", priceScale, "0"),
                number(id, node, "takerFee", Listing.FEE_SCALE, "0"),
                number(id, node, "makerFee", Listing.FEE_SCALE, "0"),
                text(id, node, "feeCurrency", quote),
                Listing.State.valueOf(text(id, node, "state", "OPEN")),
                node.path("assumed").size() > 0);
    }

    private static String text(Object where, JsonNode node, String fact, String otherwise) {
        JsonNode value = node.get(fact);
        if (value == null && otherwise == null) {
            throw new IllegalArgumentException("listing " + where + ": '" + fact + "' is missing");
        }
        return value == null ? otherwise : value.asText();
    }

    private static long number(ListingId id, JsonNode node, String fact, int scale, String otherwise) {
        try {
            return FixedPoint.parse(text(id, node, fact, otherwise), scale);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("listing " + id + ": '" + fact + "': " + e.getMessage(), e);
        }
    }
}
