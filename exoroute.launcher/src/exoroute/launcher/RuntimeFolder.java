package exoroute.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;

/** A folder with the bundles of a runtime, their start levels and the framework's properties. */
final class RuntimeFolder {
    private static final String BUNDLE = "bundle.";
    private static final String MANUAL = ",manual";
    private static final long STOP_MILLIS = 10_000;

    private final Path folder;
    private final Map<String, String> properties = new TreeMap<>();
    /** Bundle file to {@code LEVEL} or {@code LEVEL,manual}: installed but not started. */
    private final Map<String, String> levels = new TreeMap<>();

    RuntimeFolder(Path folder) throws IOException {
        this.folder = folder;
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("launch.properties"))) {
            file.load(reader);
        }
        for (String key : file.stringPropertyNames()) {
            if (key.startsWith(BUNDLE)) {
                levels.put(key.substring(BUNDLE.length()), file.getProperty(key));
            } else {
                properties.put(key, file.getProperty(key));
            }
        }
    }

    int run(String[] arguments) throws Exception {
        Framework framework = start(arguments);
        try {
            return main(framework).call();
        } finally {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        }
    }

    private Framework start(String[] arguments) throws BundleException {
        Map<String, String> configuration = new TreeMap<>(properties);
        configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        String storage = System.getProperty(Constants.FRAMEWORK_STORAGE);
        if (storage != null) {
            configuration.put(Constants.FRAMEWORK_STORAGE, storage);
        }
        Framework framework = ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(configuration);
        framework.init();
        BundleContext context = framework.getBundleContext();
        context.registerService(Object.class, this, new Hashtable<>(Map.of("launcher.arguments", arguments)));
        List<Bundle> bundles = new ArrayList<>();
        for (Map.Entry<String, String> entry : levels.entrySet()) {
            String level = entry.getValue();
            Bundle bundle = context.installBundle("reference:" + folder.resolve("bundles").resolve(entry.getKey()).toUri());
            bundle.adapt(BundleStartLevel.class).setStartLevel(Integer.parseInt(level.replace(MANUAL, "")));
            if (!level.endsWith(MANUAL)) {
                bundles.add(bundle);
            }
        }
        for (Bundle bundle : bundles) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
        framework.start();
        List<String> idle = idle(bundles);
        if (!idle.isEmpty()) {
            throw new IllegalStateException("bundles that do not run: " + idle);
        }
        return framework;
    }

    /** The service that asks for the main thread. */
    private static Callable<Integer> main(Framework framework) throws InvalidSyntaxException {
        BundleContext context = framework.getBundleContext();
        @SuppressWarnings({"unchecked", "rawtypes"})
        Collection<ServiceReference<Callable<Integer>>> found =
                (Collection) context.getServiceReferences(Callable.class, "(main.thread=true)");
        if (found.isEmpty()) {
            throw new IllegalStateException("no service asks for the main thread");
        }
        return context.getService(found.iterator().next());
    }

    /** Bundles that should run by now and do not. */
    private static List<String> idle(List<Bundle> bundles) {
        List<String> idle = new ArrayList<>();
        for (Bundle bundle : bundles) {
            boolean runs = bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
            if (!runs && bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                idle.add(bundle.getSymbolicName());
            }
        }
        return idle;
    }
}
