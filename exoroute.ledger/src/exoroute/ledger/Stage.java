package exoroute.ledger;

import exoroute.api.plan.LogException;
import exoroute.api.plan.LogException.Reason;
import exoroute.api.plan.LogHead;
import exoroute.api.plan.LogRecord;
import exoroute.ledger.Offer.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * One group in the making: sequences are checked, times stamped, leaves chained. Nothing is visible before {@link
 * #commit}; {@link #fail} undoes everything.
 */
final class Stage {
    /** A record with what the files need. */
    record Staged(LogRecord record, byte[] leaf, byte[] payloadHash) {}

    /** What all stages of a log share; used by the writer thread only. */
    record Tools(Producers producers, GroupIndex index, LongSupplier clock, String author, Hasher hasher, LeafEncoder leaves) {}

    private final Tools tools;
    private final Producers producers;
    private final LogHead before;
    private final LogException refusal;
    private final List<Staged> records = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Set<String> touched = new HashSet<>();
    private LogHead head;

    /** @param refusal the answer to new normal offers; null when they are taken */
    Stage(Tools tools, LogHead before, LogException refusal) {
        this.tools = tools;
        this.producers = tools.producers();
        this.before = before;
        this.refusal = refusal;
        this.head = before;
    }

    void add(Offer offer) {
        long last = producers.lastStaged(offer.producer());
        if (offer.sequence() == last + 1 && refusal != null && !offer.isUrgent()) {
            producers.refuse(offer.producer());
            outcomes.add(new Outcome(offer, 0, refusal));
        } else if (offer.sequence() == last + 1) {
            append(offer);
        } else if (offer.sequence() > last + 1 && producers.isRefused(offer.producer())) {
            outcomes.add(new Outcome(offer, 0, LogErrors.behindRefused(offer, last + 1)));
        } else if (offer.sequence() < 1 || offer.sequence() > last + 1) {
            outcomes.add(new Outcome(offer, 0, new LogException(Reason.SEQUENCE, 0, "producer " + offer.producer()
                    + ": sequence " + offer.sequence() + " leaves a gap; the next one is " + (last + 1), null)));
        } else {
            repeat(offer);
        }
    }

    private void append(Offer offer) {
        long position = head.position() + 1;
        long time = Math.max(head.logTime(), tools.clock().getAsLong());
        byte[] payloadHash = tools.hasher().sha256(offer.payload());
        byte[] leaf = tools.leaves().encode(position, offer, time, head.leafHash(), payloadHash);
        byte[] leafHash = tools.hasher().leafHash(leaf);
        LogRecord record = new LogRecord(position, time, tools.author(), offer.producer(), offer.sequence(), offer.kind(),
                offer.payload(), leafHash);
        records.add(new Staged(record, leaf, payloadHash));
        outcomes.add(new Outcome(offer, position, null));
        producers.stage(offer.producer(), position);
        touched.add(offer.producer());
        head = new LogHead(position, time, leafHash);
    }

    private void repeat(Offer offer) {
        long position = producers.position(offer.producer(), offer.sequence());
        try {
            LogRecord known;
            if (position == 0) {
                known = tools.index().record(offer.producer(), offer.sequence());
                position = known.position();
            } else if (position > before.position()) {
                known = records.get((int) (position - before.position() - 1)).record();
            } else {
                known = tools.index().record(position);
            }
            boolean same = known.kind().equals(offer.kind()) && Arrays.equals(known.payload(), offer.payload());
            outcomes.add(new Outcome(offer, position, same ? null : new LogException(Reason.SEQUENCE, position,
                    "producer " + offer.producer() + ": sequence " + offer.sequence() + " is already at position "
                            + position + " with other content; continue with "
                            + (producers.lastStaged(offer.producer()) + 1), null)));
        } catch (LogException e) {
            outcomes.add(new Outcome(offer, position, e));
        }
    }

    List<Staged> records() {
        return records;
    }

    /** Position, hash and time after this group. */
    LogHead head() {
        return head;
    }

    /** Makes the staged sequences visible; the answers to all offers. */
    List<Outcome> commit() {
        touched.forEach(producers::commit);
        return outcomes;
    }

    /** Undoes the staging; what would have been new gets the error. */
    List<Outcome> fail(RuntimeException error) {
        undo();
        boolean full = error instanceof LogException e && e.reason() == Reason.FULL;
        return outcomes.stream().map(outcome -> {
            if (outcome.position() <= before.position()) {
                return outcome;
            }
            if (full) {
                producers.refuse(outcome.offer().producer());
            }
            return new Outcome(outcome.offer(), 0, error);
        }).toList();
    }

    /** Undoes the staging; the offers are staged anew. */
    void undo() {
        touched.forEach(producers::rollBack);
    }
}
