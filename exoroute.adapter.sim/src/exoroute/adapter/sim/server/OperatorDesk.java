package exoroute.adapter.sim.server;

import exoroute.adapter.sim.Faults;
import exoroute.adapter.sim.SimVenue;
import java.util.Map;

/** One command of an operator at the venue itself. On the venue's thread. */
final class OperatorDesk {
    private static final String KNOWN = "known are faults TEXT, bust EXEC-ID, correct EXEC-ID LOTS TICKS, statistics,"
            + " disconnect";

    private final VenueServer server;
    private final String[] words;

    OperatorDesk(VenueServer server, String command) {
        this.server = server;
        this.words = command.trim().split(" +");
    }

    /**
     * Runs the command.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    String run(SimVenue venue) {
        switch (words[0]) {
            case "faults" -> {
                need(2);
                server.engine().switchTo(Faults.parse(words[1]));
                return "faults " + venue.faults();
            }
            case "bust" -> {
                need(2);
                venue.bust(words[1]);
                return "busted " + words[1];
            }
            case "correct" -> {
                need(4);
                venue.correct(words[1], number(words[2]), number(words[3]));
                return "corrected " + words[1];
            }
            case "statistics" -> {
                need(1);
                return statistics(venue);
            }
            case "disconnect" -> {
                need(1);
                server.endSessions("disconnected by the operator");
                return "disconnected";
            }
            default -> throw new IllegalArgumentException("command '" + words[0] + "' is not known; " + KNOWN);
        }
    }

    private String statistics(SimVenue venue) {
        StringBuilder text = new StringBuilder("orders=" + venue.orderCount() + " open=" + venue.openOrders().size()
                + " executions=" + venue.executionCount() + " journal.bytes=" + server.engine().journal().size());
        for (Map.Entry<String, Long> balance : venue.balances().entrySet()) {
            text.append(" balance.").append(balance.getKey()).append('=').append(balance.getValue());
        }
        return text.append(" faults=").append(venue.faults()).toString();
    }

    private void need(int count) {
        if (words.length != count) {
            throw new IllegalArgumentException("command '" + words[0] + "' takes " + (count - 1) + " words, "
                    + (words.length - 1) + " were given; " + KNOWN);
        }
    }

    private long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("command '" + words[0] + "': '" + text + "' is no whole number", e);
        }
    }
}
