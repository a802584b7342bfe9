package exoroute.solver.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoroute.api.solver.BookSolver;
import exoroute.api.solver.CoupledSolver;
import exoroute.api.solver.Solver;
import exoroute.solver.PriceSearchSolver;
import exoroute.solver.admm.AdmmEngine;
import exoroute.solver.cohort.PrivateEngine;
import exoroute.solver.hedge.HedgeSolver;
import exoroute.solver.hedge.PrivateHedge;
import java.io.File;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Optima that other solvers computed and certified. */
class GoldenInstancesTest {
    private static final String FILE = "test-data/golden-routing.json";
    private static final BigDecimal COST_TOLERANCE = new BigDecimal("1e-9");
    private static final BigDecimal SIZE_TOLERANCE = new BigDecimal("1e-7");

    @TestFactory
    List<DynamicTest> every_instance_meets_its_certified_optimum() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        String[] answers = new SolveCommand().solve(FILE).split("\n");
        JsonNode instances = mapper.readTree(new File(FILE)).get("instances");
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            JsonNode instance = instances.get(i);
            JsonNode answer = mapper.readTree(answers[i]);
            tests.add(DynamicTest.dynamicTest(instance.get("id").asText(), () -> check(instance, answer)));
        }
        assertEquals(45, tests.size());
        return tests;
    }

    private static void check(JsonNode instance, JsonNode answer) {
        JsonNode expected = instance.get("expected");
        assertEquals(instance.get("id").asText(), answer.get("id").asText());
        assertEquals(expected.get("status").asText(), answer.get("status").asText());
        assertTrue(answer.get("proved").asBoolean(), "proved");
        if (!expected.get("status").asText().equals("OPTIMAL")) {
            assertTrue(answer.get("cost").isNull());
            return;
        }
        BigDecimal shortfall = number(expected, expected.has("shortfall") ? "shortfall" : "shortfallPlusRisk");
        BigDecimal tolerance = COST_TOLERANCE.multiply(shortfall.abs().max(BigDecimal.ONE));
        near("cost", number(expected, "cost"), number(answer, "cost"), tolerance);
        near("shortfall", shortfall, number(answer, "shortfall"), tolerance);
        allocation(instance, answer);
        for (int r = 0; r < expected.path("multipliers").size(); r++) {
            near("multiplier " + r, new BigDecimal(expected.get("multipliers").get(r).asText()),
                    new BigDecimal(answer.get("multipliers").get(r).asText()), COST_TOLERANCE);
        }
        if (!instance.get("kind").asText().equals("lots") && expected.has("priceLo")) {
            price(expected, answer, "priceLo");
            price(expected, answer, "priceHi");
        }
    }

    private static void price(JsonNode expected, JsonNode answer, String field) {
        if (expected.get(field).isNull()) {
            assertTrue(answer.get(field).isNull(), field);
        } else {
            near(field, number(expected, field), number(answer, field), COST_TOLERANCE);
        }
    }

    private static void allocation(JsonNode instance, JsonNode answer) {
        JsonNode expected = instance.get("expected");
        BigDecimal quantity = new BigDecimal(instance.get("parentQty").asText());
        BigDecimal tolerance = SIZE_TOLERANCE.multiply(quantity);
        boolean unique = expected.path("unique").asBoolean();
        BigDecimal sum = BigDecimal.ZERO;
        for (int v = 0; v < answer.get("allocation").size(); v++) {
            BigDecimal x = new BigDecimal(answer.get("allocation").get(v).asText());
            sum = sum.add(x);
            if (unique) {
                near("venue " + v, new BigDecimal(expected.get("allocation").get(v).asText()), x, tolerance);
            } else if (expected.has("allocationLo")) {
                assertTrue(x.compareTo(new BigDecimal(expected.get("allocationLo").get(v).asText()).subtract(tolerance)) >= 0);
                assertTrue(x.compareTo(new BigDecimal(expected.get("allocationHi").get(v).asText()).add(tolerance)) <= 0);
            }
        }
        boolean lots = instance.get("kind").asText().equals("lots");
        if (!instance.get("kind").asText().equals("hedge-qp")) {
            near("sum", quantity, sum, lots ? BigDecimal.ZERO : tolerance);
        }
    }

    private static BigDecimal number(JsonNode node, String field) {
        return new BigDecimal(node.get(field).asText());
    }

    private static void near(String what, BigDecimal expected, BigDecimal actual, BigDecimal tolerance) {
        assertTrue(expected.subtract(actual).abs().compareTo(tolerance) <= 0,
                what + ": expected " + expected + ", got " + actual);
    }

    @Test
    void coupled_instances_are_answered_unsupported_by_engines_of_one_quantity_and_not_guessed() throws Exception {
        SolveCommand command = new SolveCommand();
        command.bind(new PriceSearchSolver());
        String line = command.solve(FILE, "--engine", "price-search").lines()
                .filter(l -> l.contains("g39-")).findFirst().orElseThrow();
        JsonNode answer = new ObjectMapper().readTree(line);
        assertEquals("UNSUPPORTED", answer.get("status").asText());
        assertNull(answer.get("cost").textValue());
    }

    @Test
    void the_engine_of_coupled_instances_takes_them_only() {
        SolveCommand command = new SolveCommand();
        command.bindCoupled(new HedgeSolver());
        for (String line : command.solve(FILE, "--engine", "hedge").split("\n")) {
            assertEquals(!line.contains("-hedge-"), line.contains("\"UNSUPPORTED\""), line);
        }
    }

    @Test
    void an_engine_that_is_not_there_is_named_with_those_that_are() {
        SolveCommand command = new SolveCommand();
        command.bind(new PriceSearchSolver());
        command.bindCoupled(new PrivateHedge());
        assertEquals("engine 'oracle' is not there; running: [price-search, private-hedge]", assertThrows(
                IllegalArgumentException.class, () -> command.solve(FILE, "--engine", "oracle")).getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> command.solve(FILE, "--fast")).getMessage()
                .startsWith("'--fast' is not understood; usage: exo:solve FILE.json"));
    }

    @TestFactory
    List<DynamicTest> every_engine_agrees_with_the_exact_one_within_its_bound() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode instances = mapper.readTree(new File(FILE)).get("instances");
        List<DynamicTest> tests = new ArrayList<>();
        for (Solver engine : List.of(new PriceSearchSolver(), new AdmmEngine(), PrivateEngine.priceSearch(),
                PrivateEngine.exchangeAdmm(), new HedgeSolver(), new PrivateHedge())) {
            SolveCommand command = new SolveCommand();
            boolean coupled = engine instanceof CoupledSolver;
            if (coupled) {
                command.bindCoupled((CoupledSolver) engine);
            } else {
                command.bind((BookSolver) engine);
            }
            String[] answers = command.solve(FILE, "--engine", engine.id()).split("\n");
            for (int i = 0; i < instances.size(); i++) {
                JsonNode instance = instances.get(i);
                JsonNode answer = mapper.readTree(answers[i]);
                boolean bounded = engine.traits().exactness() == Solver.Traits.Exactness.BOUNDED;
                String kind = instance.get("kind").asText();
                if (coupled == kind.equals("hedge-qp") && !(bounded && kind.equals("lots"))) {
                    tests.add(DynamicTest.dynamicTest(engine.id() + " " + instance.get("id").asText(), () -> agrees(instance, answer)));
                }
            }
        }
        return tests;
    }

    /** Sizes are whole units of 10^-9 or as small as fits, so that costs may differ by that much of a price. */
    private static void agrees(JsonNode instance, JsonNode answer) {
        JsonNode expected = instance.get("expected");
        assertEquals(expected.get("status").asText(), answer.get("status").asText());
        if (!expected.get("status").asText().equals("OPTIMAL")) {
            return;
        }
        BigDecimal shortfall = number(expected, expected.has("shortfall") ? "shortfall" : "shortfallPlusRisk");
        BigDecimal off = number(answer, "shortfall").subtract(shortfall);
        BigDecimal scale = shortfall.abs().max(BigDecimal.ONE);
        assertTrue(off.compareTo(scale.multiply(new BigDecimal("-1e-9"))) >= 0, "cheaper than the optimum by " + off);
        assertTrue(off.compareTo(scale.multiply(new BigDecimal("1e-7"))) <= 0, "dearer than the optimum by " + off);
        if (!answer.get("bound").isNull()) {
            BigDecimal bound = number(answer, "bound");
            assertTrue(bound.compareTo(number(expected, "cost").add(scale.multiply(COST_TOLERANCE))) <= 0, "bound " + bound);
        }
    }
}
