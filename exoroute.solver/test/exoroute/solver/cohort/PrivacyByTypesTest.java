package exoroute.solver.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The private coordinators cannot see one agent's number: their class files name no class through which it could reach
 * them, only the cohort, which answers with sums, and each other.
 */
class PrivacyByTypesTest {
    private static final Set<String> ALLOWED = Set.of(
            "exoroute/api/solver/Cohort", "exoroute/api/solver/Broadcast", "exoroute/api/solver/Broadcast$Kind",
            "exoroute/api/solver/DualVariables", "exoroute/api/solver/SharedVariables", "exoroute/api/solver/Sum",
            "exoroute/solver/admm/PrivateAdmm", "exoroute/solver/admm/ExchangeAdmm",
            "exoroute/solver/admm/ExchangeAdmm$Result", "exoroute/solver/admm/ExchangeAdmm$Status",
            "exoroute/solver/admm/Anderson", "exoroute/solver/admm/Elimination", "exoroute/solver/admm/Slots",
            "exoroute/solver/admm/Slots$Unit", "exoroute/solver/admm/Step", "exoroute/solver/admm/Wire",
            "exoroute/solver/admm/Magnitude", "exoroute/solver/admm/Safeguard", "exoroute/solver/admm/Range",
            "exoroute/solver/cohort/PrivatePriceSearch", "exoroute/solver/cohort/PrivatePriceSearch$Result",
            "exoroute/solver/cohort/PriceSlots");

    /** Everything that a class file names as a class, or within a descriptor. */
    private static Set<String> named(String name) throws IOException {
        Set<String> names = new TreeSet<>();
        try (InputStream in = PrivacyByTypesTest.class.getResourceAsStream("/" + name + ".class");
                DataInputStream data = new DataInputStream(in)) {
            data.readLong();
            int entries = data.readUnsignedShort();
            for (int i = 1; i < entries; i++) {
                int tag = data.readUnsignedByte();
                if (tag == 1) {
                    collect(data.readUTF(), names);
                } else {
                    data.skipBytes(tag == 5 || tag == 6 ? 8 : tag == 7 || tag == 8 || tag == 16 || tag == 19 || tag == 20 ? 2
                            : tag == 15 ? 3 : 4);
                    i += tag == 5 || tag == 6 ? 1 : 0;
                }
            }
        }
        return names;
    }

    private static void collect(String text, Set<String> names) {
        for (String part : text.split("[^A-Za-z0-9_$/]")) {
            int at = part.indexOf("exoroute/");
            if (at >= 0) {
                names.add(part.substring(at));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exoroute/solver/admm/PrivateAdmm", "exoroute/solver/admm/ExchangeAdmm",
        "exoroute/solver/admm/Anderson", "exoroute/solver/admm/Elimination", "exoroute/solver/admm/Safeguard",
        "exoroute/solver/admm/Slots", "exoroute/solver/admm/Slots$Unit", "exoroute/solver/admm/Wire",
        "exoroute/solver/admm/Magnitude", "exoroute/solver/admm/Step", "exoroute/solver/cohort/PrivatePriceSearch",
        "exoroute/solver/cohort/PriceSlots"})
    void a_private_coordinator_names_sums_and_nothing_that_holds_one_agents_number(String name) throws IOException {
        List<String> findings = new ArrayList<>(named(name));
        findings.removeAll(ALLOWED);
        assertEquals(List.of(), findings);
    }

    @Test
    void the_check_sees_what_it_is_for() throws IOException {
        assertTrue(named("exoroute/solver/cohort/PrivateEngine").contains("exoroute/solver/cohort/VenueAgent"));
        assertTrue(named("exoroute/solver/admm/TrustedAgents").contains("exoroute/solver/admm/AdmmAgent"));
    }
}
