package exoroute.run;

import exoroute.api.desk.OrderDesk;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs what the command line asked for on the launcher's main thread and returns the exit status: 0 when it
 * succeeded, 1 when it did not (one clear line on standard error), 2 when the words make no sense.
 *
 * <p>Words: nothing (the shell), {@code -c COMMANDS}, {@code demo [--json]}, or an offline command {@code replay},
 * {@code feed}, {@code solve} with its arguments.
 */
@Component(service = Callable.class, property = "main.thread:Boolean=true")
public final class CommandLine implements Callable<Integer> {
    private static final String SHELL = "org.apache.felix.gogo.jline";
    private static final String TERMINAL = "org.jline";

    private final BundleContext context;
    private final CommandProcessor processor;
    private final Readiness readiness;
    private final PrintStream out = stream(FileDescriptor.out);
    private final PrintStream err = stream(FileDescriptor.err);

    /** The command line of this process. */
    @Activate
    public CommandLine(BundleContext context, @Reference CommandProcessor processor, @Reference Readiness readiness) {
        this.context = context;
        this.processor = processor;
        this.readiness = readiness;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    @Override
    public Integer call() {
        List<String> words = readiness.arguments();
        try {
            return run(words.isEmpty() ? "" : words.get(0), words);
        } catch (Exception e) {
            err.println("exoroute: " + Words.message(e));
            return e instanceof UsageException ? 2 : 1;
        }
    }

    private int run(String mode, List<String> words) throws Exception {
        switch (mode) {
            case "" -> shell();
            case "demo" -> {
                readiness.awaitVenues();
                return new Demo(readiness.desk(), readiness.log(), readiness, Path.of(System.getProperty("exoroute.log")))
                        .run(words.subList(1, words.size()), out);
            }
            case "-c" -> {
                if (words.size() != 2) {
                    throw new UsageException("-c takes one argument: the commands, as in -c \"exo:venues; exo:orders\"");
                }
                readiness.awaitVenues();
                execute(words.get(1));
            }
            case "replay", "feed", "solve" -> {
                readiness.awaitCommand(mode);
                execute("exo:" + Words.quoted(words));
            }
            default -> throw new UsageException(
                    "unknown word '" + mode + "'; known: demo, replay, feed, solve, -c COMMANDS, or nothing for the shell");
        }
        return 0;
    }

    private void execute(String commands) throws Exception {
        try (var session = processor.createSession(System.in, out, err)) {
            session.put(".Gogo.format", false);
            for (String command : Words.commands(commands)) {
                Object result = session.execute(command);
                if (result != null && !result.toString().isEmpty()) {
                    out.println(result);
                }
            }
        } finally {
            out.flush();
        }
    }

    /** Starts the interactive shell and waits until the framework stops. */
    private void shell() throws InterruptedException, BundleException {
        readiness.awaitVenues();
        OrderDesk desk = readiness.desk();
        long up = java.lang.management.ManagementFactory.getRuntimeMXBean().getUptime();
        out.println("ExoRoute: " + desk.listings().size() + " listings, " + readiness.bundles() + " bundles active after "
                + up + " ms.\nPaper trading on recorded frames of 2021; their windows differ, price gaps between venues are no real "
                + "arbitrage.\nType help, exo:venues, exo:quote buy 1 BTC/USD, exit.");
        CountDownLatch stopped = new CountDownLatch(1);
        SynchronousBundleListener onStop = event -> {
            if (event.getBundle().getBundleId() == 0 && event.getType() == BundleEvent.STOPPING) {
                stopped.countDown();
            }
        };
        context.getBundle(0).getBundleContext().addBundleListener(onStop);
        startShell();
        stopped.await();
    }

    /** The terminal library looks for its providers with the context class loader, which the shell's thread inherits. */
    private void startShell() throws BundleException {
        Thread.currentThread().setContextClassLoader(bundle(TERMINAL).adapt(BundleWiring.class).getClassLoader());
        bundle(SHELL).start();
    }

    private Bundle bundle(String symbolicName) {
        return Stream.of(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("bundle " + symbolicName + " is not installed"));
    }
}
