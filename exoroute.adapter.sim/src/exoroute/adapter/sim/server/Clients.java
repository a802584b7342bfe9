package exoroute.adapter.sim.server;

import exoroute.api.order.ExecutionReport;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose an order is, and the numbered reports of each client. An order belongs to the client that sent it; nobody else
 * sees or touches it. On the venue's thread, except {@link #log}.
 */
final class Clients {
    private static final int ASKERS = 10_000;

    private final JournalFile journal;
    private final Map<Long, String> owners = new HashMap<>();
    private final Map<String, ClientLog> logs = new ConcurrentHashMap<>();
    /** Who asked last about an order that is not theirs or nobody's; the oldest are forgotten. */
    private final Map<Long, String> askers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > ASKERS;
        }
    };

    Clients(JournalFile journal) {
        this.journal = journal;
    }

    void restore(Map<Long, String> earlierOwners, Map<String, ClientLog> earlierLogs) {
        owners.putAll(earlierOwners);
        logs.putAll(earlierLogs);
    }

    /** Client by child id. */
    Map<Long, String> owners() {
        return owners;
    }

    /** The reports of a client. Any thread. */
    ClientLog log(String client) {
        return logs.computeIfAbsent(client, name -> new ClientLog());
    }

    /** Reports about this order that name no order of the venue go to this client. */
    void answerTo(String client, long child) {
        askers.put(child, client);
    }

    /** A report has left the venue: it gets its client's next number. */
    void deliver(ExecutionReport report) {
        String client = (report.venueOrderId().isEmpty() ? askers : owners).get(report.child());
        if (client == null) {
            return; // ten thousand others have asked since: who asked is forgotten, and may ask again
        }
        ClientLog log = log(client);
        log.append(journal.append(JournalLine.report(
                JournalLine.Kind.REPORT, report, client, log.nextNumber())));
    }

    /** What was delivered is in the file. */
    void commit() {
        logs.values().forEach(ClientLog::commit);
    }
}
