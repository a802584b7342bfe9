package exoroute.adapter.sim.server;

import exoroute.adapter.sim.RestoredOrder;
import exoroute.api.market.ListingId;
import exoroute.api.market.Side;
import exoroute.api.order.ChildOrder;
import exoroute.api.order.ExecutionReport;
import exoroute.api.order.ExecutionReport.Type;
import exoroute.api.order.OrderStatus;
import exoroute.api.order.OrderType;
import exoroute.api.order.TimeInForce;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a venue's journal holds, for recovery and for whoever compares it with the router's own record. Reads a file
 * that a venue may be writing: a last line that is not complete yet is left out. Not changed after reading.
 */
public final class VenueJournal {
    static final String FORMAT = "exoroute-venue-journal-1";

    private final Map<Long, Record> orders = new LinkedHashMap<>();
    private final Map<String, ClientLog> clients = new TreeMap<>();
    private String session = "";
    private List<String> settings = List.of();
    private long execIds;
    private long executions;
    private long lines;
    private JournalReader.Extent extent;

    private VenueJournal() {}

    /**
     * An order by the venue's record.
     *
     * @param client who sent it
     * @param order as it was last replaced
     * @param ended how it ended; null while it is open
     * @param cumulativeLots sum of the fills that stand, busts and corrections applied
     * @param executions TRADE, TRADE_CANCEL and TRADE_CORRECT in the order they happened
     */
    public record Order(
            String client, ChildOrder order, OrderStatus ended, long cumulativeLots, List<ExecutionReport> executions) {
        /** Whether the order can still trade. */
        public boolean isOpen() {
            return ended == null;
        }
    }

    private static final class Record {
        final String client;
        final long number;
        final boolean held;
        final long acceptedAt;
        final List<ExecutionReport> executions = new ArrayList<>();
        ChildOrder order;
        OrderStatus ended;
        long restingSince;

        Record(JournalLine line, long number) {
            client = line.text(0);
            this.number = line.number(1);
            held = Boolean.parseBoolean(line.text(2));
            acceptedAt = line.number(3);
            restingSince = number;
            order = new ChildOrder(
                    line.number(4), line.number(5), new ListingId(line.text(6), line.text(7)),
                    Side.valueOf(line.text(8)), OrderType.valueOf(line.text(9)), TimeInForce.valueOf(line.text(10)),
                    line.number(11), line.number(12), line.number(13));
        }

        void replace(JournalLine line, long lineNumber) {
            long ticks = line.number(1);
            long lots = line.number(2);
            if (ticks != order.limitTicks() || lots > order.lots()) {
                restingSince = lineNumber;
            }
            order = new ChildOrder(
                    order.id(), order.parent(), order.listing(), order.side(), order.type(), order.timeInForce(), ticks,
                    lots, order.expireTime());
        }

        long cumulative() {
            Map<String, Long> standing = new LinkedHashMap<>();
            for (ExecutionReport execution : executions) {
                standing.remove(execution.refExecId());
                if (execution.type() != Type.TRADE_CANCEL) {
                    standing.put(execution.execId(), execution.lastLots());
                }
            }
            return standing.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Reads a journal.
     *
     * @throws JournalException naming file and line when a complete line is damaged
     */
    public static VenueJournal read(Path file) throws IOException {
        VenueJournal journal = new VenueJournal();
        journal.extent = JournalReader.read(file, journal::line);
        journal.clients.values().forEach(ClientLog::commit);
        return journal;
    }

    private void line(JournalLine line, long offset, long number) {
        if (number == 1 && (line.kind() != JournalLine.Kind.HEAD || !line.text(0).equals(FORMAT))) {
            throw new IllegalArgumentException("it is no head of format " + FORMAT);
        }
        lines = number;
        switch (line.kind()) {
            case HEAD -> head(line, number);
            case ORDER -> order(line, number);
            case CANCEL -> known(line);
            case REPLACE -> known(line).replace(line, number);
            case EXEC -> executed(line.report(0));
            case END -> known(line).ended = OrderStatus.valueOf(line.text(1));
            case REPORT -> reported(line, offset);
        }
    }

    private void head(JournalLine line, long number) {
        if (number != 1) {
            throw new IllegalArgumentException("a second head");
        }
        session = line.text(1);
        settings = List.copyOf(line.fields().subList(2, line.fields().size()));
    }

    private void order(JournalLine line, long number) {
        Record record = new Record(line, number);
        if (orders.putIfAbsent(record.order.id(), record) != null) {
            throw new IllegalArgumentException("order " + record.order.id() + " was accepted before");
        }
    }

    private Record known(JournalLine line) {
        return known(line.number(0));
    }

    private Record known(long child) {
        Record record = orders.get(child);
        if (record == null) {
            throw new IllegalArgumentException("order " + child + " was never accepted");
        }
        return record;
    }

    private void executed(ExecutionReport execution) {
        known(execution.child()).executions.add(execution);
        executions++;
        seen(execution.execId());
    }

    private void reported(JournalLine line, long offset) {
        ClientLog log = clients.computeIfAbsent(line.text(0), name -> new ClientLog());
        if (line.number(1) != log.nextNumber()) {
            throw new IllegalArgumentException("report " + line.number(1) + " of client " + line.text(0)
                    + " follows number " + (log.nextNumber() - 1));
        }
        log.append(offset);
        seen(line.report(2).execId());
    }

    private void seen(String execId) {
        execIds = Math.max(execIds, Long.parseLong(execId.substring(execId.lastIndexOf('-') + 1)));
    }

    /** Every order the venue accepted or rejected, in the order of their arrival. */
    public List<Order> orders() {
        return orders.values().stream().map(VenueJournal::order).toList();
    }

    private static Order order(Record r) {
        return new Order(r.client, r.order, r.ended, r.cumulative(), List.copyOf(r.executions));
    }

    /** One order, or null when the venue never had it. */
    public Order order(long child) {
        Record record = orders.get(child);
        return record == null ? null : order(record);
    }

    /** What the venue was started with: listings, balances at the start, name; as text, see the option names. */
    public List<String> settings() {
        return settings;
    }

    /** Number of complete lines. */
    public long lines() {
        return lines;
    }

    /** Number of executions, busts and corrections included. */
    public long executions() {
        return executions;
    }

    /** Number of the last report that was sent to each client. */
    public Map<String, Long> reports() {
        Map<String, Long> reports = new TreeMap<>();
        clients.forEach((name, log) -> reports.put(name, log.committed()));
        return reports;
    }

    /** Bytes of an incomplete last line, 0 when there is none. */
    public long tornBytes() {
        return extent.torn();
    }

    long bytes() {
        return extent.bytes();
    }

    String session() {
        return session;
    }

    long execIds() {
        return execIds;
    }

    Map<String, ClientLog> clients() {
        return clients;
    }

    /** For the venue that goes on, in the order of their priority in the books. */
    List<RestoredOrder> restored() {
        return orders.values().stream().sorted(Comparator.comparingLong(r -> r.restingSince)).map(r -> new RestoredOrder(
                r.order, r.number, r.held, r.acceptedAt, r.ended, List.copyOf(r.executions))).toList();
    }

    Map<Long, String> owners() {
        Map<Long, String> owners = new TreeMap<>();
        orders.values().forEach(r -> owners.put(r.order.id(), r.client));
        return owners;
    }
}
