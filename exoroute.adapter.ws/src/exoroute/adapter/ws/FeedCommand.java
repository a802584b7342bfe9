package exoroute.adapter.ws;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The shell command {@code exo:feed}: decodes recorded native frames through the feed's own classes. */
@Component(
        service = FeedCommand.class,
        property = {"osgi.command.scope=exo", "osgi.command.function=feed"})
public final class FeedCommand {
    /** Called by DS. */
    @Activate
    public FeedCommand() {}

    /**
     * {@code feed CODEC FILE... [--json]}.
     *
     * @return the report
     * @throws IllegalArgumentException with one line that says what is wrong
     */
    public String feed(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean json = words.removeIf("--json"::equals);
        List<String> options = words.stream().filter(w -> w.startsWith("--")).toList();
        if (words.isEmpty() || !options.isEmpty()) {
            throw new IllegalArgumentException((options.isEmpty() ? "no codec was given" : options.get(0)
                    + " is no option")
                    + "; use: feed CODEC FILE... [--json]");
        }
        FeedReport report;
        try {
            report = FeedReport.of(words.get(0), words.stream().skip(1).map(Path::of).toList());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("file '" + e.getInput() + "' is no path: " + e.getReason());
        }
        return json ? report.json() : report.table();
    }
}
