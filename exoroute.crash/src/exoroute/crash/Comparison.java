package exoroute.crash;

import exoroute.adapter.sim.server.VenueJournal;
import exoroute.api.desk.ChildView;
import exoroute.api.desk.ParentView;
import exoroute.api.desk.Quantities;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the router's record, the venues' journals and what a client was told against each other. */
final class Comparison {
    private final Map<String, VenueJournal> venues;
    private final RouterRecord router;
    private final Requests requests;
    private final List<String> findings = new ArrayList<>();
    private final Map<Long, ChildView> children = new HashMap<>();

    Comparison(Map<String, VenueJournal> venues, RouterRecord router, Requests requests) {
        this.venues = venues;
        this.router = router;
        this.requests = requests;
    }

    /** Everything that does not agree; empty when all does. */
    List<String> run() {
        findings.addAll(router.findings());
        List<ParentView> parents = router.parents();
        parents.forEach(this::parent);
        router.submitted().keySet().stream().filter(id -> !children.containsKey(id))
                .forEach(id -> findings.add("child " + id + " was submitted, but no order of the router has it"));
        requests.sent().forEach((id, times) -> {
            if (times > 1) {
                findings.add("child " + id + " was handed to its adapter " + times + " times");
            }
        });
        venues.forEach(this::venue);
        acknowledged(parents);
        return findings;
    }

    private void parent(ParentView parent) {
        long filled = 0;
        for (ChildView child : parent.children()) {
            long id = child.order().id();
            if (children.put(id, child) != null) {
                findings.add("child " + id + " belongs to two orders");
            }
            if (!router.submitted().containsKey(id)) {
                findings.add("child " + id + " of order " + parent.id() + " was never submitted by the log");
            }
            filled += child.filledLots() * router.listing(child.order().listing()).lot();
            VenueJournal venue = venues.get(child.order().listing().venue());
            new ChildComparison(
                    child, venue.order(id), router.listing(child.order().listing()), findings::add).run();
        }
        Quantities q = parent.quantities();
        if (q.filled() != filled) {
            findings.add("order " + parent.id() + ": its children filled " + filled + ", it says " + q);
        }
        boolean atRest = q.open() == 0 && q.pendingCancel() == 0 && q.unknown() == 0 && q.overfill() == 0
                && q.filled() <= q.quantity() && q.isConserved() && parent.plan().status().isTerminal();
        if (!atRest) {
            findings.add("order " + parent.id() + " is " + parent.plan().status() + " with " + q);
        }
    }

    private void venue(String name, VenueJournal journal) {
        for (VenueJournal.Order order : journal.orders()) {
            long id = order.order().id();
            ChildView child = children.get(id);
            String what = "venue " + name + " has order " + id + " (" + order.order().side() + " " + order.order().lots()
                    + " lots, " + order.cumulativeLots() + " filled)";
            if (child == null) {
                findings.add(what + ", which the router's log does not know");
            } else if (!child.order().listing().venue().equals(name)) {
                findings.add(what + ", which the router sent to " + child.order().listing());
            }
        }
    }

    private void acknowledged(List<ParentView> parents) {
        Map<String, Long> byRequest = new HashMap<>();
        for (ParentView parent : parents) {
            Long other = byRequest.put(parent.context().requestId(), parent.id());
            if (other != null) {
                findings.add("request " + parent.context().requestId() + " made two orders, " + other + " and "
                        + parent.id());
            }
        }
        requests.acknowledged().forEach((number, parent) -> {
            Long found = byRequest.get(Setup.requestId(number));
            if (!parent.equals(found)) {
                findings.add("request " + Setup.requestId(number) + " was acknowledged as order " + parent
                        + (found == null ? ", which is not in the log" : ", the log has it as order " + found));
            }
        });
        for (long number : requests.repeated()) {
            if (!router.requests().contains(Setup.requestId(number))) {
                findings.add("request " + Setup.requestId(number)
                        + " was refused as a repetition, but it is not in the log");
            }
        }
        for (long number : requests.refused()) {
            if (byRequest.containsKey(Setup.requestId(number))) {
                findings.add("request " + Setup.requestId(number) + " was refused, but it is in the log");
            }
        }
    }
}
