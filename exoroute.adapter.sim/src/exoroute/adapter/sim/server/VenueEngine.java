package exoroute.adapter.sim.server;

import exoroute.adapter.sim.Balances;
import exoroute.adapter.sim.ExecIds;
import exoroute.adapter.sim.Faults;
import exoroute.adapter.sim.ListingText;
import exoroute.adapter.sim.QuotedLiquidity;
import exoroute.adapter.sim.SimVenue;
import exoroute.adapter.sim.VenueModel;
import exoroute.adapter.sim.VirtualClock;
import exoroute.adapter.sim.WallTime;
import exoroute.api.market.Listing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The venue with its thread and its journal. Messages are worked in steps; what a step changed is in the journal
 * before its reports, answers and books are shown to anybody. A step that fails stops the venue for good: what it did
 * was not written, so the next start goes on from before it.
 */
final class VenueEngine implements AutoCloseable {
    private static final int WAITING = 4_096;
    private static final int STEP = 64;
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(100);

    private final BlockingQueue<Consumer<SimVenue>> tasks = new ArrayBlockingQueue<>(WAITING);
    private final List<Runnable> afterFlush = new ArrayList<>();
    private final VirtualClock clock = new VirtualClock(WallTime.nanos());
    private final JournalFile journal;
    private final Clients clients;
    private final BookPublisher books;
    private final SimVenue venue;
    private final QuotedLiquidity liquidity;
    private final boolean refill;
    private final VenueEvents events;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile boolean sessionsUp = true;

    /** What the engine tells the server. Called on the venue's thread. */
    interface VenueEvents {
        /** A book has changed. */
        void booksChanged();

        /** Sessions are to be closed now; new ones are taken while {@link #areSessionsUp}. */
        void endSessions(String reason);

        /** The venue has stopped for good. */
        void failed(Throwable cause);
    }

    /**
     * How a venue behaves; may differ from start to start.
     *
     * @param quotes liquidity at the start
     * @param refill whether the quotes are topped up after every step
     * @param depth levels a side that are published
     */
    record Behaviour(VenueModel model, Faults faults, List<ListingText.Quote> quotes, boolean refill, int depth) {}

    /**
     * Recovers the venue from its journal and opens it; {@link #start} runs it.
     *
     * @param warnings told of what was cut from the journal
     * @throws JournalException when the journal is damaged, in use, or another venue's
     */
    VenueEngine(VenueFacts facts, Behaviour how, Path file, boolean force, VenueEvents events, Consumer<String> warnings)
            throws IOException {
        this.events = events;
        this.refill = how.refill();
        this.journal = JournalFile.open(file, force);
        try {
            VenueJournal earlier = VenueJournal.read(file);
            journal.continueAt(earlier.bytes());
            if (earlier.tornBytes() > 0) {
                warnings.accept("journal " + file + ": cut an incomplete last line of " + earlier.tornBytes()
                        + " bytes after line " + earlier.lines() + "; nothing in it was ever told");
            }
            String session = earlier.session();
            if (earlier.lines() == 0) {
                session = Long.toString(clock.now(), Character.MAX_RADIX);
                List<Object> head = new ArrayList<>(List.of(VenueJournal.FORMAT, session));
                head.addAll(facts.settings());
                journal.append(JournalLine.of(JournalLine.Kind.HEAD, head.toArray()));
            } else {
                facts.requireSame(earlier.settings(), file);
            }
            this.clients = new Clients(journal);
            clients.restore(earlier.owners(), earlier.clients());
            List<Listing> listings = facts.listings();
            this.books = new BookPublisher(listings, how.depth());
            this.venue = new SimVenue(
                    facts.venue(), clock, how.model(), clients::deliver, new Balances(facts.balances()),
                    new JournalRecorder(journal, clients.owners()),
                    new ExecIds(facts.venue() + "-" + session, earlier.execIds()));
            listings.forEach(venue::list);
            venue.restore(earlier.restored());
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
        this.liquidity = new QuotedLiquidity(venue, how.quotes());
        tasks.add(v -> {
            liquidity.open();
            switchTo(how.faults());
        });
        this.thread = new Thread(this::run, "venue-" + facts.venue());
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (open) {
                long wait = Math.min(IDLE, Math.max(0, clock.nextDue() - WallTime.nanos()));
                step(tasks.poll(wait, TimeUnit.NANOSECONDS));
            }
        } catch (Throwable e) {
            open = false;
            events.failed(e);
        }
    }

    private void step(Consumer<SimVenue> first) throws IOException {
        clock.advanceTo(WallTime.nanos());
        Consumer<SimVenue> task = first;
        for (int i = 0; task != null && i < STEP; i++) {
            task.accept(venue);
            clock.advanceTo(clock.now());
            task = i + 1 < STEP ? tasks.poll() : null;
        }
        if (refill) {
            liquidity.topUp();
            clock.advanceTo(clock.now());
        }
        journal.flush();
        clients.commit();
        afterFlush.forEach(Runnable::run);
        afterFlush.clear();
        if (books.show(venue, clock.now())) {
            events.booksChanged();
        }
    }

    /** Queues a message to the venue; waits while too many are queued, so that a peer that floods waits too. */
    void post(Consumer<SimVenue> task) throws IOException {
        try {
            while (!tasks.offer(task, IDLE, TimeUnit.NANOSECONDS)) {
                if (!open) {
                    throw new IOException("the venue has stopped");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the venue was busy", e);
        }
    }

    /** Asks the venue; the answer comes when all that it tells is in the journal. */
    <T> void ask(Function<SimVenue, T> question, Consumer<T> answer) throws IOException {
        post(v -> {
            if (v.answers()) {
                T found = question.apply(v);
                afterFlush.add(() -> answer.accept(found));
            }
        });
    }

    /** An operator's command; its result, or why it was refused, comes when what it did is in the journal. */
    void command(Function<SimVenue, String> command, BiConsumer<Boolean, String> answer)
            throws IOException {
        post(v -> {
            boolean done = false;
            String text;
            try {
                text = command.apply(v);
                done = true;
            } catch (IllegalArgumentException e) {
                text = e.getMessage();
            }
            boolean ok = done;
            String result = text;
            afterFlush.add(() -> answer.accept(ok, result));
        });
    }

    /** What the venue does wrong from now on; on the venue's thread. */
    void switchTo(Faults faults) {
        venue.faults(faults);
        sessionsUp = true;
        flapLater(faults);
    }

    private void flapLater(Faults faults) {
        if (faults.flap() > 0) {
            clock.schedule(clock.now() + faults.flap(), () -> {
                if (venue.faults() == faults) {
                    sessionsUp = !sessionsUp;
                    if (!sessionsUp) {
                        events.endSessions("the session flaps");
                    }
                    flapLater(faults);
                }
            });
        }
    }

    boolean areSessionsUp() {
        return sessionsUp;
    }

    Clients clients() {
        return clients;
    }

    ClientLog log(String client) {
        return clients.log(client);
    }

    JournalFile journal() {
        return journal;
    }

    BookPublisher books() {
        return books;
    }

    @Override
    public void close() throws IOException {
        open = false;
        tasks.offer(v -> { }); // wakes the thread; a full queue has woken it already
        boolean self = Thread.currentThread() == thread;
        try {
            if (!self) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
    }
}
