package exoroute.run;

import exoroute.api.adapter.MarketDataFeed;
import exoroute.api.desk.ListingView;
import exoroute.api.desk.OrderDesk;
import exoroute.api.plan.DeltaLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogReaderService;

/** Waits until the runtime can do what is asked; a component that failed to start ends the wait with its reason. */
@Component(service = Readiness.class)
public final class Readiness {
    private static final long LIMIT_NANOS = 60_000_000_000L;
    /** So often nothing new must be seen: looks, not time, since a machine that stands still stands still for the feeds too. */
    private static final int QUIET_LOOKS = 100;
    private static final long POLL_MILLIS = 5;
    private static final String PAPER = "exoroute.adapter.sim.paper";
    private static final String OURS = "exoroute.";
    private static final String CLASS_NAME = "(?:[a-z_]\\w*\\.)+[A-Z][\\w$]*";
    /** How a component fails only because one that it needs has failed. */
    private static final String CONSEQUENCE = "Unable to get service for reference";

    private final BundleContext context;
    private final ConfigurationAdmin configurations;
    private final ServiceComponentRuntime components;
    private final LogReaderService log;

    /** Watches this framework. */
    @Activate
    public Readiness(
            BundleContext context,
            @Reference ConfigurationAdmin configurations,
            @Reference ServiceComponentRuntime components,
            @Reference LogReaderService log) {
        this.context = context;
        this.configurations = configurations;
        this.components = components;
        this.log = log;
    }

    /** The words after the program on the command line. */
    List<String> arguments() {
        Object arguments = find(Object.class, "(launcher.arguments=*)")
                .map(reference -> reference.getProperty("launcher.arguments"))
                .orElse(new String[0]);
        return List.of((String[]) arguments);
    }

    /** Number of active bundles. */
    long bundles() {
        long active = 0;
        for (Bundle bundle : context.getBundles()) {
            active += bundle.getState() == Bundle.ACTIVE ? 1 : 0;
        }
        return active;
    }

    /** The desk; present once {@link #awaitVenues} returned. */
    OrderDesk desk() {
        return find(OrderDesk.class, null).map(context::getService).orElseThrow();
    }

    /** The log; present once {@link #awaitVenues} returned. */
    DeltaLog log() {
        return find(DeltaLog.class, null).map(context::getService).orElseThrow();
    }

    /**
     * Waits until a producer has so many records committed.
     *
     * @param stopped tells why that will never be, null while it may
     */
    void awaitRecorded(DeltaLog log, String producer, long records, Supplier<String> stopped) {
        await(records + " records of " + producer, () -> {
            if (stopped.get() != null) {
                throw new IllegalStateException(stopped.get());
            }
            return log.lastSequence(producer) >= records ? Optional.of("") : Optional.empty();
        });
    }

    /** Stops the desk in good order: nothing is recorded any more, and what was is complete. */
    void stopDesk() {
        Bundle router = find(OrderDesk.class, null).map(ServiceReference::getBundle).orElseThrow();
        try {
            router.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException e) {
            throw new IllegalStateException("the desk did not stop: " + e.getMessage(), e);
        }
    }

    /** Waits until the feeds have read their captures to the end: all live and nothing new for a while. */
    void awaitCaptures() {
        long[] seen = {-1, 0};
        await("captures", () -> {
            long frames = frames();
            seen[1] = frames == seen[0] ? seen[1] + 1 : 0;
            seen[0] = frames;
            return seen[1] > QUIET_LOOKS ? Optional.of("") : Optional.empty();
        });
        awaitVenues();
    }

    private long frames() {
        long frames = 0;
        try {
            for (ServiceReference<MarketDataFeed> reference : context.getServiceReferences(MarketDataFeed.class, null)) {
                MarketDataFeed feed = context.getService(reference);
                frames += feed.listings().stream().mapToLong(l -> feed.statistics(l.id()).frames()).sum();
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return frames;
    }

    /** Waits for a command of scope exo. */
    void awaitCommand(String function) {
        await("command exo:" + function, () -> find(null, "(&(osgi.command.scope=exo)(osgi.command.function=" + function + "))")
                .map(reference -> ""));
    }

    /** Waits until every configured venue takes orders on a live book. */
    void awaitVenues() {
        await("venues", () -> {
            Set<String> missing = configured();
            Optional<ServiceReference<OrderDesk>> desk = find(OrderDesk.class, null);
            if (desk.isPresent()) {
                Set<String> stale = new TreeSet<>();
                for (ListingView view : context.getService(desk.get()).listings()) {
                    String venue = view.listing().id().venue();
                    if (view.sessionUp() && view.book().isLive()) {
                        missing.remove(venue);
                    } else {
                        stale.add(venue);
                    }
                }
                missing.addAll(stale);
                return missing.isEmpty() ? Optional.of("") : Optional.empty();
            }
            return Optional.empty();
        });
    }

    private Set<String> configured() {
        Set<String> venues = new TreeSet<>();
        try {
            Configuration[] found = configurations.listConfigurations("(service.factoryPid=" + PAPER + ")");
            for (Configuration each : found == null ? new Configuration[0] : found) {
                venues.add(each.getPid().substring(each.getPid().indexOf('~') + 1));
            }
            return venues;
        } catch (java.io.IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("configurations cannot be listed", e);
        }
    }

    private <T> Optional<ServiceReference<T>> find(Class<T> type, String filter) {
        try {
            if (type == null) {
                ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
                @SuppressWarnings("unchecked")
                ServiceReference<T> first = found == null ? null : (ServiceReference<T>) found[0];
                return Optional.ofNullable(first);
            }
            Collection<ServiceReference<T>> found = context.getServiceReferences(type, filter);
            return found.stream().findFirst();
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        }
    }

    private void await(String what, Supplier<Optional<String>> ready) {
        long start = System.nanoTime();
        while (ready.get().isEmpty()) {
            failure().ifPresent(message -> {
                throw new IllegalStateException(message);
            });
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new IllegalStateException(what + " not ready after " + LIMIT_NANOS / 1_000_000_000 + " s (" + waiting()
                        + "); see the file exoroute.log in the data folder");
            }
            pause();
        }
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(POLL_MILLIS * 1_000_000);
        if (Thread.interrupted()) {
            throw new IllegalStateException("interrupted while starting");
        }
    }

    /** What keeps components of ours from running. */
    private String waiting() {
        StringJoiner waiting = new StringJoiner("; ");
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs()) {
            boolean ours = description.name.startsWith(OURS);
            Collection<ComponentConfigurationDTO> all = components.getComponentConfigurationDTOs(description);
            if (ours && all.isEmpty() && !"optional".equals(description.configurationPolicy)) {
                waiting.add(description.name + " has no configuration");
            }
            for (ComponentConfigurationDTO each : all) {
                for (UnsatisfiedReferenceDTO reference : each.unsatisfiedReferences) {
                    if (ours) {
                        waiting.add(description.name + " waits for " + reference.name
                                + (reference.target == null ? "" : " " + reference.target));
                    }
                }
            }
        }
        return waiting.length() == 0 ? "all components run, a book is not live" : waiting.toString();
    }

    private Optional<String> failure() {
        Optional<String> consequence = Optional.empty();
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO each : components.getComponentConfigurationDTOs(description)) {
                if (each.failure != null && description.name.startsWith(OURS)) {
                    String reason = reason(each.failure);
                    if (!reason.startsWith(CONSEQUENCE)) {
                        return Optional.of(reason);
                    }
                    consequence = Optional.of(reason);
                }
            }
        }
        return consequence.map(reason -> logged().orElse(reason));
    }

    /** The latest logged failure of a component of ours that is no consequence of another one. */
    private Optional<String> logged() {
        Enumeration<LogEntry> entries = log.getLog();
        while (entries.hasMoreElements()) {
            LogEntry entry = entries.nextElement();
            if (entry.getException() != null && entry.getBundle().getSymbolicName().startsWith(OURS)) {
                StringWriter trace = new StringWriter();
                entry.getException().printStackTrace(new PrintWriter(trace));
                String reason = reason(trace.toString());
                if (!reason.startsWith(CONSEQUENCE)) {
                    return Optional.of(reason);
                }
            }
        }
        return Optional.empty();
    }

    /** The first message in a printed stack trace that is more than the name of a class. */
    static String reason(String trace) {
        for (String line : trace.split("\n")) {
            String text = line.replaceFirst("^Caused by: ", "");
            String said = text.replaceFirst("^(" + CLASS_NAME + ": )+", "");
            if (!said.equals(text) && !said.strip().matches(CLASS_NAME + ":?")) {
                return said.strip();
            }
        }
        return trace.lines().findFirst().orElse("a component failed");
    }
}
