package exoroute.adapter.sim.server;

import exoroute.adapter.sim.SimVenue;
import exoroute.adapter.sim.wire.Frame;
import exoroute.adapter.sim.wire.FrameType;
import exoroute.adapter.sim.wire.Hello;
import exoroute.adapter.sim.wire.ProtocolException;
import exoroute.adapter.sim.wire.Wire;
import exoroute.api.adapter.OpenOrder;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** What a client's frames ask of the venue. On the connection's reading thread; answers come on the venue's. */
final class Requests {
    /** Open orders of one answer frame; more come in further frames. */
    private static final int PART = 256;

    private final VenueServer server;
    private final Hello client;
    private final Outgoing outgoing;

    Requests(VenueServer server, Hello client, Outgoing outgoing) {
        this.server = server;
        this.client = client;
        this.outgoing = outgoing;
    }

    void serve(Frame frame) throws IOException {
        FrameType type = frame.type();
        if (type == FrameType.HEARTBEAT) {
            frame.read(in -> type);
        } else if (client.role() == Hello.Role.OPERATOR && type == FrameType.CONTROL) {
            control(frame);
        } else if (client.role() == Hello.Role.TRADER) {
            trade(frame);
        } else {
            throw new ProtocolException("a " + type + " frame is not for role " + client.role());
        }
    }

    private void trade(Frame frame) throws IOException {
        OrderEntry entry = new OrderEntry(server.engine());
        String name = client.client();
        switch (frame.type()) {
            case SUBMIT -> entry.submit(name, frame.read(Wire::order));
            case CANCEL -> entry.message(name, frame.read(Wire::order), SimVenue::cancel);
            case REPLACE -> entry.message(name, frame.read(Wire::order), SimVenue::replace);
            case STATUS -> entry.message(name, frame.read(Wire::order), SimVenue::requestStatus);
            case CANCEL_ALL -> {
                frame.read(in -> name);
                entry.cancelAll(name);
            }
            case OPEN_ORDERS -> {
                long question = frame.read(DataInputStream::readLong);
                entry.openOrders(name, orders -> answerOpen(question, orders));
            }
            case BALANCES -> {
                long question = frame.read(DataInputStream::readLong);
                server.engine().ask(SimVenue::balances, balances -> answerBalances(question, balances));
            }
            default -> throw new ProtocolException("a " + frame.type() + " frame is not for role " + client.role());
        }
    }

    private void answerOpen(long question, List<OpenOrder> orders) {
        int from = 0;
        do {
            List<OpenOrder> part = orders.subList(from, Math.min(orders.size(), from + PART));
            from += part.size();
            boolean last = from == orders.size();
            answer(FrameType.OPEN_ORDERS_ANSWER, out -> {
                out.writeLong(question);
                out.writeBoolean(last);
                out.writeShort(part.size());
                for (OpenOrder order : part) {
                    Wire.openOrder(out, order);
                }
            });
        } while (from < orders.size());
    }

    private void answerBalances(long question, Map<String, Long> balances) {
        answer(FrameType.BALANCES_ANSWER, out -> {
            out.writeLong(question);
            out.writeShort(balances.size());
            for (Map.Entry<String, Long> balance : balances.entrySet()) {
                out.writeUTF(balance.getKey());
                out.writeLong(balance.getValue());
            }
        });
    }

    private void control(Frame frame) throws IOException {
        record Command(long question, String text) {}
        Command command = frame.read(in -> new Command(in.readLong(), in.readUTF()));
        server.engine().command(new OperatorDesk(server, command.text)::run, (ok, text) ->
                answer(FrameType.CONTROL_ANSWER, out -> {
                    out.writeLong(command.question);
                    out.writeBoolean(ok);
                    out.writeUTF(text);
                }));
    }

    private void answer(FrameType type, Frame.Writing content) {
        try {
            if (!outgoing.answer(Frame.of(type, content))) {
                server.end(client, "the peer left too many answers unread");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail; too long a frame stops the venue with its name
        }
    }
}
