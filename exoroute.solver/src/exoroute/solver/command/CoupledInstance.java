package exoroute.solver.command;

import com.fasterxml.jackson.databind.JsonNode;
import exoroute.api.market.FixedPoint;
import exoroute.api.solver.CoupledProblem;
import exoroute.api.solver.RoutingProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Reads an instance of kind hedge-qp. All numbers are decimal strings and stay exact. */
final class CoupledInstance {
    private CoupledInstance() {}

    static CoupledProblem problem(JsonNode node) {
        JsonNode hedge = node.path("hedge");
        JsonNode exposures = array(hedge, "initialExposure");
        int sizeScale = InstanceFile.sizeScale(node.path("venues"));
        for (JsonNode each : exposures) {
            sizeScale = Math.max(sizeScale, InstanceFile.scale(each.asText()));
        }
        for (JsonNode each : node.path("constraints")) {
            sizeScale = Math.max(sizeScale, InstanceFile.scale(InstanceFile.text(each, "rhs")));
        }
        long[] exposure = new long[exposures.size()];
        for (int i = 0; i < exposure.length; i++) {
            exposure[i] = FixedPoint.parse(exposures.get(i).asText(), sizeScale);
        }
        List<CoupledProblem.Venue> venues = new ArrayList<>();
        for (JsonNode venue : array(node, "venues")) {
            venues.add(new CoupledProblem.Venue(
                    InstanceFile.venue("venue " + venues.size(), venue, sizeScale, InstanceFile.PRICE_SCALE),
                    InstanceFile.side(InstanceFile.text(venue, "side")),
                    whole(venue, "instrument"), whole(venue, "exposure")));
        }
        List<CoupledProblem.Constraint> constraints = new ArrayList<>();
        for (JsonNode each : array(node, "constraints")) {
            JsonNode row = array(each, "coef");
            long[] coefficients = new long[row.size()];
            for (int v = 0; v < coefficients.length; v++) {
                coefficients[v] = FixedPoint.parse(row.get(v).asText(), CoupledProblem.COEFFICIENT_SCALE);
            }
            constraints.add(new CoupledProblem.Constraint(
                    each.path("name").asText("constraint " + constraints.size()), coefficients,
                    FixedPoint.parse(InstanceFile.text(each, "rhs"), sizeScale)));
        }
        return new CoupledProblem(
                sizeScale, InstanceFile.PRICE_SCALE, venues, exposure, risk(hedge), constraints);
    }

    private static JsonNode array(JsonNode node, String field) {
        if (!node.path(field).isArray()) {
            throw new IllegalArgumentException("field '" + field + "' is missing or no array");
        }
        return node.get(field);
    }

    private static int whole(JsonNode venue, String field) {
        if (!venue.path(field).canConvertToInt()) {
            throw new IllegalArgumentException("field '" + field + "' is missing or no whole number");
        }
        return venue.get(field).asInt();
    }

    private static long[][] risk(JsonNode hedge) {
        BigDecimal aversion = new BigDecimal(InstanceFile.text(hedge, "riskAversion"));
        JsonNode sigma = array(hedge, "sigma");
        long[][] risk = new long[sigma.size()][];
        for (int i = 0; i < risk.length; i++) {
            risk[i] = new long[sigma.get(i).size()];
            for (int j = 0; j < risk[i].length; j++) {
                BigDecimal each = aversion.multiply(new BigDecimal(sigma.get(i).get(j).asText()));
                try {
                    risk[i][j] = each.movePointRight(RoutingProblem.IMPACT_SCALE).longValueExact();
                } catch (ArithmeticException e) {
                    throw new IllegalArgumentException("risk " + each.toPlainString() + " of instruments " + i + " and " + j
                            + " is no multiple of 10^-" + RoutingProblem.IMPACT_SCALE + ", or too large", e);
                }
            }
        }
        return risk;
    }
}
