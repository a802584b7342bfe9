package exoroute.bench.solver;

import java.util.List;

/**
 * The changes of many books in one turn, one book's after the other's in the same arrays: as a feed handler would have
 * decoded them. Read in order, so that what is measured is the books' memory, not that of the changes.
 */
final class Feed {
    private final int[] venue;
    private final long[] price;
    private final long[] size;
    /** Where a book's begin; one entry more than books. */
    private final int[] begin;

    private Feed(List<Change.Update> updates) {
        begin = new int[updates.size() + 1];
        for (int i = 0; i < updates.size(); i++) {
            begin[i + 1] = begin[i] + updates.get(i).venue().length;
        }
        int all = begin[updates.size()];
        venue = new int[all];
        price = new long[all];
        size = new long[all];
        for (int i = 0; i < updates.size(); i++) {
            Change.Update update = updates.get(i);
            int count = update.venue().length;
            System.arraycopy(update.venue(), 0, venue, begin[i], count);
            System.arraycopy(update.price(), 0, price, begin[i], count);
            System.arraycopy(update.size(), 0, size, begin[i], count);
        }
    }

    /** All turns: every change there and back. */
    static Feed[] turns(List<Instance> instances) {
        Feed[] turns = new Feed[2 * Instances.CHANGES];
        for (int turn = 0; turn < turns.length; turn++) {
            int which = turn / 2;
            boolean forth = turn % 2 == 0;
            turns[turn] = new Feed(instances.stream().map(each -> each.changes().get(which))
                    .map(change -> forth ? change.forth() : change.back()).toList());
        }
        return turns;
    }

    /** Changes a book, and solves. */
    double change(OwnEngine engine, int book) {
        return engine.changed(venue, price, size, begin[book], begin[book + 1] - begin[book]);
    }
}
