package exoroute.adapter.sim.server;

import exoroute.adapter.sim.SimVenue;
import exoroute.api.adapter.OpenOrder;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What clients ask of the venue, each of its own orders only. Any thread; waits only while the venue is flooded. */
final class OrderEntry {
    private final VenueEngine engine;

    OrderEntry(VenueEngine engine) {
        this.engine = engine;
    }

    void submit(String client, ChildOrder order) throws IOException {
        engine.post(v -> {
            String owner = engine.clients().owners().get(order.id());
            if (owner != null && !owner.equals(client)) {
                engine.clients().answerTo(client, order.id());
                v.refuse(order, ExecutionReport.Type.REJECTED, "order id is in use by client " + owner);
            } else if (!v.faults().deaf()) {
                engine.clients().owners().put(order.id(), client);
                v.submit(order);
            }
        });
    }

    /** A cancel, replace or status question: an order of another client is not found. */
    void message(String client, ChildOrder order, BiConsumer<SimVenue, ChildOrder> message) throws IOException {
        engine.post(v -> {
            String owner = engine.clients().owners().get(order.id());
            engine.clients().answerTo(client, order.id());
            if (owner == null || owner.equals(client)) {
                message.accept(v, order);
            } else if (!v.faults().deaf()) {
                v.refuse(order, ExecutionReport.Type.NOT_FOUND, "unknown order");
            }
        });
    }

    void cancelAll(String client) throws IOException {
        engine.post(v -> v.cancelAll(child -> client.equals(engine.clients().owners().get(child))));
    }

    /** Open orders of a client, by their ids; nobody is told while the venue does not answer. */
    void openOrders(String client, Consumer<List<OpenOrder>> answer) throws IOException {
        engine.ask(v -> v.openOrders().stream()
                .filter(o -> client.equals(engine.clients().owners().get(o.child()))).toList(), answer);
    }
}
