package exoroute.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of this run, on this process's class path; what it says is kept, its errors are in a file. It does not
 * outlive this process, unless that is killed with -9.
 */
final class Child implements AutoCloseable {
    /** How a process ends that SIGKILL ended. */
    static final int KILLED = 137;

    private static final long LIMIT_SECONDS = 60;
    private static final int TAIL = 12;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(
                () -> RUNNING.forEach(process -> process.toHandle().destroyForcibly()), "ends-processes"));
    }

    private final Process process;
    private final Path errors;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    /** Starts it. */
    Child(Class<?> main, Path errors, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx384m", "-ea",
                "-Dslf4j.internal.verbosity=ERROR", "-cp", classPath(), main.getName()));
        command.addAll(arguments);
        this.errors = errors;
        this.process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        RUNNING.add(process);
        process.onExit().thenRun(() -> RUNNING.remove(process));
        this.reader = new Thread(this::read, "reads-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private static String classPath() {
        List<String> parts = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(java.io.File.pathSeparator, parts);
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                synchronized (this) {
                    lines.add(line);
                    notifyAll();
                }
                line = in.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    /** Waits for a line that begins with one of these; null when the process ended, or the limit passed, before. */
    synchronized String await(long limitMillis, String... beginnings) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
        int at = 0;
        while (true) {
            for (; at < lines.size(); at++) {
                for (String beginning : beginnings) {
                    if (lines.get(at).startsWith(beginning)) {
                        return lines.get(at);
                    }
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (ended || left <= 0) {
                return null;
            }
            wait(left);
        }
    }

    /** All that was said so far; everything once it ended. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Lets it run for so long; false when it ended before. */
    boolean run(long millis) throws InterruptedException {
        return !process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /**
     * SIGKILL; how it ended, which is {@link #KILLED} unless it ended by itself before. What it had said is heard all the
     * same: {@link Process#destroyForcibly} would close the pipe, its handle's does not.
     */
    int kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        return ending();
    }

    /** Waits for its end; one that does not come is made. */
    int ending() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
        reader.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        return process.exitValue();
    }

    /** The end of its errors, and where all of them are. */
    String errors() {
        try {
            List<String> all = Files.readAllLines(errors);
            return errors + ": " + String.join(" | ", all.subList(Math.max(0, all.size() - TAIL), all.size()));
        } catch (IOException e) {
            return errors + " cannot be read: " + e;
        }
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
