package exoroute.shell;

import exoroute.api.plan.PlanChange;
import exoroute.api.plan.PlanDelta;
import exoroute.api.plan.VenueLeg;
import java.util.StringJoiner;

/** Plan changes in words. */
final class Changes {
    private Changes() {}

    static String text(PlanDelta delta) {
        StringJoiner text = new StringJoiner(", ");
        delta.changes().forEach(change -> text.add(text(change)));
        return text.toString();
    }

    private static String text(PlanChange change) {
        if (change instanceof PlanChange.Opened c) {
            return "opened " + Show.lower(c.side()) + " " + c.instrument();
        }
        if (change instanceof PlanChange.QuantityChanged c) {
            return "quantity " + c.quantity();
        }
        if (change instanceof PlanChange.StatusChanged c) {
            return Show.lower(c.status()) + (c.reason().isEmpty() ? "" : " (" + c.reason() + ")");
        }
        if (change instanceof PlanChange.LegProgressed c) {
            return "leg " + c.leg() + " " + Show.lower(c.status()) + " filled " + c.filled();
        }
        if (change instanceof PlanChange.LegResized c) {
            return "leg " + c.leg() + " resized to " + c.target();
        }
        if (change instanceof PlanChange.VenueTakenOut c) {
            return c.venue() + " taken out (" + c.reason() + ")";
        }
        if (change instanceof PlanChange.VenueReadmitted c) {
            return c.venue() + " back in (" + c.reason() + ")";
        }
        PlanChange.LegAdded added = (PlanChange.LegAdded) change;
        return "leg " + added.leg().id() + " added "
                + (added.leg() instanceof VenueLeg leg ? leg.listing() + " " : "") + added.leg().target();
    }
}
