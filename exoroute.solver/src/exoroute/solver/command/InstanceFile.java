package exoroute.solver.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoroute.api.market.FixedPoint;
import exoroute.api.market.Side;
import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.RoutingProblem;
import exoroute.api.solver.VenueLadder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads instances in the schema {@code exoroute.golden-routing/1}: either the whole file with {@code instances}, an
 * array of instances, or one instance. All numbers are decimal strings and stay exact.
 */
final class InstanceFile {
    /**
     * One instance.
     *
     * @param kind separable, power32, lots, hedge-qp
     * @param problem null for hedge-qp
     * @param coupled null for the others
     * @param mids reference price of each instrument, empty when the instance has none
     */
    record Instance(String id, String kind, RoutingProblem problem, CoupledProblem coupled, List<BigDecimal> mids) {
        boolean inLots() {
            return kind.equals("lots");
        }
    }

    static final int PRICE_SCALE = 9;
    private static final int MAX_SIZE_SCALE = 9;

    private InstanceFile() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException naming file, instance, field and value
     */
    static List<Instance> read(Path file) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            String what = e.getOriginalMessage().replaceAll("(?s) \\(start marker.*", "");
            throw new IllegalArgumentException(file + " cannot be read as JSON: line " + e.getLocation().getLineNr()
                    + ", column " + e.getLocation().getColumnNr() + ": " + what, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (!root.isContainerNode()) {
            throw new IllegalArgumentException(file + " holds no instance; give one, an array, or an object with instances");
        }
        JsonNode list = root.isArray() ? root : root.has("instances") ? root.get("instances") : null;
        List<Instance> instances = new ArrayList<>();
        if (list == null) {
            instances.add(instance(file, root));
        } else {
            list.forEach(node -> instances.add(instance(file, node)));
        }
        if (instances.isEmpty()) {
            throw new IllegalArgumentException(file + " holds no instance");
        }
        return instances;
    }

    private static Instance instance(Path file, JsonNode node) {
        String id = node.path("id").asText("?");
        String kind = node.path("kind").asText("");
        if (kind.isEmpty()) {
            throw new IllegalArgumentException(file + ", instance " + id + ": field 'kind' is missing");
        }
        try {
            return switch (kind) {
                case "separable", "power32", "lots" -> new Instance(id, kind, problem(node), null, mids(node));
                case "hedge-qp" -> new Instance(id, kind, null, CoupledInstance.problem(node), mids(node));
                default -> throw new IllegalArgumentException(
                        "field 'kind' is '" + kind + "'; known: separable, power32, lots, hedge-qp");
            };
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(file + ", instance " + id + ": " + e.getMessage(), e);
        }
    }

    private static List<BigDecimal> mids(JsonNode node) {
        List<BigDecimal> mids = new ArrayList<>();
        if (node.hasNonNull("mid")) {
            mids.add(new BigDecimal(node.get("mid").asText()));
        }
        node.path("mids").forEach(mid -> mids.add(new BigDecimal(mid.asText())));
        return mids;
    }

    private static RoutingProblem problem(JsonNode node) {
        int sizeScale = Math.max(scale(text(node, "parentQty")), sizeScale(node.path("venues")));
        int priceScale = PRICE_SCALE;
        Side side = side(text(node, "side"));
        if (!node.path("venues").isArray()) {
            throw new IllegalArgumentException("field 'venues' is missing or no array");
        }
        List<VenueLadder> venues = new ArrayList<>();
        for (JsonNode venue : node.path("venues")) {
            venues.add(venue("venue " + venues.size(), venue, sizeScale, priceScale));
        }
        return new RoutingProblem(
                side, FixedPoint.parse(text(node, "parentQty"), sizeScale), sizeScale, priceScale, RoutingProblem.COLD,
                venues);
    }

    static Side side(String text) {
        if (!text.equals("BUY") && !text.equals("SELL")) {
            throw new IllegalArgumentException("side '" + text + "' is neither BUY nor SELL");
        }
        return Side.valueOf(text);
    }

    static int sizeScale(JsonNode venues) {
        int most = 0;
        for (JsonNode venue : venues) {
            for (String field : List.of("lot", "minQty", "cap")) {
                most = Math.max(most, venue.hasNonNull(field) ? scale(venue.get(field).asText()) : 0);
            }
            for (JsonNode level : venue.path("levels")) {
                most = Math.max(most, scale(text(level, "qty")));
            }
        }
        return most;
    }

    static int scale(String decimal) {
        int scale = Math.max(0, new BigDecimal(decimal).stripTrailingZeros().scale());
        if (scale > MAX_SIZE_SCALE) {
            throw new IllegalArgumentException("size " + decimal + " has more than " + MAX_SIZE_SCALE + " decimals");
        }
        return scale;
    }

    static VenueLadder venue(String name, JsonNode node, int sizeScale, int priceScale) {
        int n = node.path("levels").size();
        long[] price = new long[n];
        long[] size = new long[n];
        for (int i = 0; i < n; i++) {
            price[i] = FixedPoint.parse(text(node.get("levels").get(i), "price"), priceScale);
            size[i] = FixedPoint.parse(text(node.get("levels").get(i), "qty"), sizeScale);
        }
        long penalty = Math.addExact(optional(node, "fee", priceScale, 0), optional(node, "latency", priceScale, 0));
        return new VenueLadder(
                name, price, size, penalty,
                optional(node, "impact2", RoutingProblem.IMPACT_SCALE, 0),
                optional(node, "impact32", RoutingProblem.IMPACT_SCALE, 0),
                optional(node, "cap", sizeScale, Long.MAX_VALUE),
                optional(node, "lot", sizeScale, 1),
                optional(node, "minQty", sizeScale, 0));
    }

    private static long optional(JsonNode node, String field, int scale, long absent) {
        return node.hasNonNull(field) ? FixedPoint.parse(node.get(field).asText(), scale) : absent;
    }

    static String text(JsonNode node, String field) {
        if (!node.hasNonNull(field)) {
            throw new IllegalArgumentException("field '" + field + "' is missing");
        }
        return node.get(field).asText();
    }
}
