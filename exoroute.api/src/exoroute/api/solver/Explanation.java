package exoroute.api.solver;

import java.util.List;

/**
 * How an engine came to its answer, for people. Doubles, because nothing is decided by them.
 *
 * @param solution the answer
 * @param gap certified distance from the optimum, in price units times size units, of the continuous answer where whole
 *     lots are proved, else of the answer in whole lots; NaN when there is none
 * @param path one entry a round
 * @param notes what else there is to say, one line each
 */
public record Explanation(Solution solution, double gap, List<Round> path, List<String> notes) {
    /** Copies the lists. */
    public Explanation {
        path = List.copyOf(path);
        notes = List.copyOf(notes);
    }

    /**
     * One round.
     *
     * @param price price asked, in price units
     * @param missing what was still missing then, in size units; negative when too much was offered
     */
    public record Round(double price, double missing) {}
}
