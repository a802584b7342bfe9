package exoroute.simulation;

import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.router.core.CoreEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The connections between desk and venues: messages take time, are lost with their session, linger in a gateway, come
 * twice, late or not at all, as the venue's fault says.
 */
final class Network {
    /** The connection to a venue. A message of an older generation never arrives. */
    private static final class Link {
        private boolean up;
        private int generation;
        /** Nothing arrives before what was said earlier, unless the venue delays. */
        private long lastArrival;
    }

    private final long seed;
    private final Agenda agenda;
    private final Map<String, ModelVenue> venues;
    private final Consumer<ModelVenue> onLogon;
    private final TreeMap<String, Link> links = new TreeMap<>();
    private final Map<Long, ChildOrder> travelling = new TreeMap<>();
    private DeskProcess desk;

    /** @param onLogon told when a session came up */
    Network(long seed, Agenda agenda, Map<String, ModelVenue> venues, Consumer<ModelVenue> onLogon) {
        this.seed = seed;
        this.agenda = agenda;
        this.venues = venues;
        this.onLogon = onLogon;
    }

    /** The other end; before anything travels. */
    void connectTo(DeskProcess process) {
        desk = process;
        venues.keySet().forEach(id -> links.put(id, new Link()));
    }

    boolean isUp(String id) {
        return links.get(id).up;
    }

    /** Number of the session. */
    int generation(String id) {
        return links.get(id).generation;
    }

    /** Whether an order is still on its way, or may be. */
    boolean isTravelling(long child) {
        return travelling.containsKey(child);
    }

    /** A message travels, in its own time; {@code lost} is done when it never arrives. */
    private void toVenue(String id, ChildOrder order, Runnable action, Runnable lost) {
        Link link = links.get(id);
        int generation = link.generation;
        long delay = 100_000 + Dice.below(Dice.hash(seed, order.id(), 3), 2_000_000);
        agenda.after(delay, () -> {
            if (link.up && link.generation == generation) {
                arrive(id, action, lost);
            } else if (Dice.below(Dice.hash(seed, order.id(), 4), 3) == 0) {
                linger(id, order, action, lost);
            } else {
                lost.run();
            }
        });
    }

    private void arrive(String id, Runnable action, Runnable lost) {
        if (venues.get(id).fault == ModelVenue.Fault.DEAF) {
            lost.run();
        } else {
            action.run();
        }
    }

    /** A message that a lost session left in some gateway arrives after the next logon, within the quarantine. */
    private void linger(String id, ChildOrder order, Runnable action, Runnable lost) {
        if (links.get(id).up) {
            agenda.after(Dice.below(Dice.hash(seed, order.id(), 5), 300) * World.MILLISECOND, () -> arrive(id, action, lost));
        } else {
            agenda.after(5 * World.MILLISECOND, () -> linger(id, order, action, lost));
        }
    }

    private void ask(String id, ChildOrder order, Runnable action) {
        toVenue(id, order, action, () -> { });
    }

    void submit(ChildOrder order) {
        ModelVenue venue = venues.get(order.listing().venue());
        travelling.put(order.id(), order);
        toVenue(venue.id, order, () -> {
            travelling.remove(order.id());
            venue.submit(order);
        }, () -> travelling.remove(order.id()));
    }

    void cancel(ChildOrder order) {
        ModelVenue venue = venues.get(order.listing().venue());
        ask(venue.id, order, () -> venue.cancel(order));
    }

    void replace(ChildOrder changed) {
        ModelVenue venue = venues.get(changed.listing().venue());
        ask(venue.id, changed, () -> venue.replace(changed));
    }

    void askStatus(ChildOrder order) {
        ModelVenue venue = venues.get(order.listing().venue());
        ask(venue.id, order, () -> venue.status(order));
    }

    /** A report travels; what revises an execution is kept by the venue until it could be delivered. */
    void toDesk(String id, ExecutionReport report) {
        Link link = links.get(id);
        ModelVenue.Fault fault = venues.get(id).fault;
        long salt = Dice.hash(seed, id.hashCode(), report.execId().hashCode());
        boolean revision = report.type() == ExecutionReport.Type.TRADE_CANCEL || report.type() == ExecutionReport.Type.TRADE_CORRECT;
        boolean lost = fault == ModelVenue.Fault.SILENT || (fault == ModelVenue.Fault.DROPS && Dice.below(salt, 3) == 0);
        if (lost && !revision) {
            return;
        }
        long delay = 100_000 + Dice.below(salt >>> 8, 1_000_000)
                + (fault == ModelVenue.Fault.DELAYS ? Dice.below(salt >>> 30, 150) * World.MILLISECOND : 0);
        int copies = fault == ModelVenue.Fault.REPEATS ? 2 : 1;
        int generation = link.generation;
        for (int i = 0; i < copies; i++) {
            long arrival = agenda.now() + delay * (i + 1);
            if (fault != ModelVenue.Fault.DELAYS) {
                arrival = Math.max(arrival, link.lastArrival);
                link.lastArrival = arrival;
            }
            agenda.at(arrival, () -> {
                if (desk.isAlive() && link.up && link.generation == generation) {
                    desk.offer(new CoreEvent.Reported(report));
                } else if (revision) {
                    agenda.after(50 * World.MILLISECOND, () -> toDesk(id, report));
                }
            });
        }
    }

    /** A session is lost and comes back. */
    void drop(String id, int millis) {
        Link link = links.get(id);
        if (!link.up || !desk.isAlive()) {
            return;
        }
        link.up = false;
        link.generation++;
        desk.offer(new CoreEvent.SessionChanged(id, false, "lost"));
        desk.later(millis * World.MILLISECOND, () -> connect(id));
    }

    /** A session comes up. */
    void connect(String id) {
        Link link = links.get(id);
        if (!link.up) {
            link.up = true;
            link.generation++;
            desk.offer(new CoreEvent.SessionChanged(id, true, "logged on"));
            onLogon.accept(venues.get(id));
        }
    }

    /** The process died: all connections with it. */
    void died() {
        links.values().forEach(link -> {
            link.up = false;
            link.generation++;
        });
    }

    /** Children that may be open at a venue: travelling to it, or not ended there. */
    List<ChildOrder> open(String id) {
        List<ChildOrder> open = new ArrayList<>();
        for (ChildOrder order : travelling.values()) {
            if (order.listing().venue().equals(id)) {
                open.add(order);
            }
        }
        venues.get(id).open.values().forEach(order -> open.add(order.order));
        return open;
    }
}
