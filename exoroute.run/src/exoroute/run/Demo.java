package exoroute.run;

import java.io.PrintStream;
import java.util.List;
import org.osgi.framework.BundleContext;

final class Demo {
    Demo(BundleContext context, PrintStream out, PrintStream err, List<String> words) {}
    int run() { return 0; }
}
