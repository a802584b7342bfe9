package exoroute.crash;

import exoroute.api.desk.ParentView;
import exoroute.api.desk.Reconciliation;
import exoroute.api.market.Listing;
import exoroute.api.market.ListingId;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.OrderStatus;
import exoroute.api.plan.LogRecord;
import exoroute.api.plan.PlanChange;
import exoroute.ledger.FolderArchive;
import exoroute.router.codec.LogFormat;
import exoroute.router.core.CoreEvent;
import exoroute.router.core.CoreOutput;
import exoroute.router.core.RoutingCore;
import exoroute.router.core.Views;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The router's own record: its whole log, from the first position, through a core of the harness's own. */
final class RouterRecord {
    /** Something that happened, for the table. */
    record Happening(long logTime, Kind kind) {
        enum Kind { ORDER, CHILD, FILL, UNKNOWN }
    }

    private final RoutingCore core = new RoutingCore();
    private final Map<Long, ChildOrder> submitted = new TreeMap<>();
    private final Map<ListingId, Listing> listings = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private final Set<String> unknown = new HashSet<>();
    private final Set<String> executions = new HashSet<>();
    private final Set<String> requests = new HashSet<>();
    private long snapshots;

    private RouterRecord() {}

    /** Reads a log folder. */
    static RouterRecord read(Path folder) {
        RouterRecord record = new RouterRecord();
        new FolderArchive().read(folder, record::take);
        return record;
    }

    private void take(LogRecord record) {
        if (record.kind().equals("snapshot")) {
            snapshots++;
        }
        if (!LogFormat.isEvent(record.kind())) {
            return;
        }
        CoreEvent event = LogFormat.decodeEvent(record.kind(), record.payload());
        if (event instanceof CoreEvent.Listed e) {
            listings.put(e.listing().id(), e.listing());
        } else if (event instanceof CoreEvent.OrderPlaced e) {
            requests.add(e.context().requestId());
        }
        for (CoreOutput output : core.apply(record.position(), record.logTime(), event)) {
            note(record, output);
        }
        if (event instanceof CoreEvent.OrderPlaced && new Views(core).parent(record.position()).isPresent()) {
            happened(record, Happening.Kind.ORDER);
        } else if (event instanceof CoreEvent.Reported e && e.report().lastLots() > 0
                && executions.add(e.report().listing().venue() + " " + e.report().execId())) {
            happened(record, Happening.Kind.FILL);
        } else if (event instanceof CoreEvent.VenueStated e) {
            stated(record, e.venue());
        }
    }

    private void happened(LogRecord record, Happening.Kind kind) {
        happenings.add(new Happening(record.logTime(), kind));
    }

    private void note(LogRecord record, CoreOutput output) {
        if (output instanceof CoreOutput.Submit o) {
            happened(record, Happening.Kind.CHILD);
            if (submitted.putIfAbsent(o.order().id(), o.order()) != null) {
                findings.add("child " + o.order().id() + " is submitted a second time at log position " + record.position());
            }
        } else if (output instanceof CoreOutput.Planned o) {
            for (PlanChange change : o.delta().changes()) {
                if (change instanceof PlanChange.LegProgressed leg && leg.status() == OrderStatus.UNKNOWN
                        && unknown.add(o.delta().parent() + "/" + leg.leg())) {
                    happened(record, Happening.Kind.UNKNOWN);
                }
            }
        }
    }

    private void stated(LogRecord record, String venue) {
        for (Reconciliation last : new Views(core).reconciliations()) {
            for (Reconciliation.Difference difference : last.differences()) {
                boolean now = last.venue().equals(venue) && last.position() == record.position();
                if (now && difference.kind() == Reconciliation.Kind.BALANCE) {
                    findings.add("log position " + record.position() + ": the balance " + difference.subject() + " at "
                            + venue + " is " + difference.venue() + ", the router reckons with " + difference.desk());
                }
            }
        }
    }

    /** Children by id, as they were first sent. */
    Map<Long, ChildOrder> submitted() {
        return submitted;
    }

    /** All parents with their children, as the core has them at the end. */
    List<ParentView> parents() {
        return new Views(core).parents();
    }

    /** The facts of a listing. */
    Listing listing(ListingId id) {
        return listings.get(id);
    }

    /** What is wrong with the log in itself. */
    List<String> findings() {
        return findings;
    }

    /** For the table, in log order. */
    List<Happening> happenings() {
        return happenings;
    }

    /** Snapshots in the log. */
    long snapshots() {
        return snapshots;
    }

    /** Request ids of all orders the log holds, refused ones included. */
    Set<String> requests() {
        return requests;
    }
}
