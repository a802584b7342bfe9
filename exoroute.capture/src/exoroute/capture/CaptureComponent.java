package exoroute.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the capture server and then configures one market data feed a venue, so that the code that talks to an
 * exchange is what reads the captures. The configurations go when the component does.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = CaptureComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = CaptureConfiguration.class)
public final class CaptureComponent {
    /** The configuration's PID. */
    public static final String PID = "exoroute.capture";

    private static final Logger LOG = LoggerFactory.getLogger(CaptureComponent.class);
    private static final String FEED = "exoroute.adapter.ws";
    private static final String NAME = "capture-";

    private final ConfigurationAdmin admin;
    private final CaptureServer server;

    /**
     * Reads the captures, binds the ports, configures the feeds.
     *
     * @throws IllegalArgumentException with one line: a capture that is missing, empty or corrupt, an unknown venue
     * @throws IllegalStateException with one line: a port in use, a file that cannot be written
     */
    @Activate
    public CaptureComponent(CaptureConfiguration configuration, BundleContext context,
            @Reference ConfigurationAdmin admin) {
        this.admin = admin;
        try {
            removeFeeds();
            CaptureStore store = new CaptureStore(configuration.directory());
            List<Recording> recordings = store.captures(List.of(configuration.venues())).stream()
                    .map(capture -> new Recording(capture, store))
                    .toList();
            LocalAuthority authority = new LocalAuthority();
            Path pem = configuration.caCertificate().isBlank()
                    ? context.getDataFile("capture-ca.pem").toPath()
                    : Path.of(configuration.caCertificate());
            write(pem, authority.pem());
            server = new CaptureServer(recordings,
                    new PlaybackSettings(configuration.speed(), configuration.loop(), Faults.NONE),
                    authority, configuration.wsPort(), configuration.restPort());
            recordings.forEach(recording -> configure(recording.capture(), pem));
            LOG.info("captures: {} venues at speed {}{}. {}", recordings.size(), configuration.speed(),
                    configuration.loop() ? ", looping" : "", store.manifest().warning());
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.warn("captures are not played: {}", e.getMessage());
            throw e;
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException("captures: certificate file " + file + " cannot be written: "
                    + e.getMessage()
                    + "; set caCertificate to a writable place", e);
        }
    }

    private void configure(Capture capture, Path pem) {
        Dictionary<String, Object> facts = new Hashtable<>();
        facts.put("venue", capture.venue());
        facts.put("name", capture.name());
        facts.put("codec", capture.codec());
        facts.put("wsUri", server.ws(capture.venue()).toString());
        facts.put("restUri", server.rest(capture.venue()).toString());
        facts.put("caCertificate", pem.toString());
        facts.put("listings", capture.listings().toString());
        try {
            admin.getFactoryConfiguration(FEED, NAME + capture.venue(), "?").update(facts);
        } catch (IOException e) {
            server.close();
            throw new IllegalStateException("venue " + capture.venue() + ": its feed cannot be configured: "
                    + e.getMessage(), e);
        }
    }

    /** Also removes what a killed process left behind. */
    private void removeFeeds() {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + FEED + "~" + NAME + "*)");
            for (Configuration configuration : found == null ? new Configuration[0] : found) {
                configuration.delete();
            }
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("the feeds' old configurations cannot be removed: " + e.getMessage(), e);
        }
    }

    /** Removes the feeds and closes the server. */
    @Deactivate
    public void deactivate() {
        try {
            removeFeeds();
        } catch (IllegalStateException e) {
            LOG.warn("captures: {}", e.getMessage());
        }
        server.close();
    }
}
