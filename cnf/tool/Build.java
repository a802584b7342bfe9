import aQute.bnd.build.Container;
import aQute.bnd.build.Project;
import aQute.bnd.build.Workspace;
import aQute.bnd.osgi.Processor;
import biz.aQute.resolve.Bndrun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Compiles, bundles, resolves and packages the workspace in one JVM, project by project in dependency order, and
 * skips what has not changed. bnd decides everything (paths, manifests, resolution); the loop is here because the
 * bnd command line starts one javac process a project, copies no resources and cannot skip.
 *
 * <p>Arguments: the workspace folder, then project names (none: all). Exit 1 after the first project that fails.
 * For each project with tests, {@code generated/test.path} holds the class path that its tests need.
 */
public final class Build {
    private static final Set<String> OUTPUT = Set.of("bin", "bin_test", "generated", "reports");
    private final Workspace workspace;
    private final Map<String, String> prints = new HashMap<>();

    private Build(Workspace workspace) {
        this.workspace = workspace;
    }

    public static void main(String[] args) throws Exception {
        Workspace workspace = Workspace.getWorkspace(new File(args[0]));
        try {
            Set<String> wanted = new LinkedHashSet<>(List.of(args).subList(1, args.length));
            if (wanted.contains("exoroute.itest")) {
                wanted.clear(); // its bndrun files run everything
            }
            new Build(workspace).run(wanted);
        } catch (Failed e) {
            System.err.println("build failed: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0); // bnd's executors keep daemon-less threads
    }

    private void run(Set<String> wanted) throws Exception {
        check("cnf", workspace, "see cnf/build.bnd");
        Set<String> selected = withDependencies(wanted);
        for (Project project : workspace.getBuildOrder()) {
            if (selected.contains(project.getName())) {
                build(project);
            }
        }
        if (wanted.isEmpty()) {
            for (Path file : bndruns("exoroute.itest")) {
                assemble(file, false);
            }
            for (Path file : bndruns("exoroute.run")) {
                assemble(file, true);
            }
        }
    }

    private Set<String> withDependencies(Set<String> wanted) throws Exception {
        Set<String> selected = new LinkedHashSet<>();
        for (Project project : workspace.getAllProjects()) {
            if (wanted.isEmpty() || wanted.contains(project.getName())) {
                selected.add(project.getName());
                project.getDependson().forEach(p -> selected.add(p.getName()));
            }
        }
        for (String name : wanted) {
            if (!selected.contains(name)) {
                throw new Failed("no project " + name + ": a project is a folder with a bnd.bnd");
            }
        }
        return selected;
    }

    // ---- one project -------------------------------------------------------------------------------------------

    private void build(Project project) throws Exception {
        project.prepare();
        check(project.getName(), project, "check its bnd.bnd and cnf/pom.xml");
        Path base = project.getBase().toPath();
        Path stamp = project.getTarget().toPath().resolve("inputs.sha256");
        String main = fingerprint(project, base);
        prints.put(project.getName(), main);
        String all = digest(main, files(base, true));
        String before = Files.exists(stamp) ? Files.readString(stamp) : "";
        if (before.equals(main + " " + all)) {
            return;
        }
        Files.deleteIfExists(stamp);
        if (!before.startsWith(main + " ")) {
            bundle(project);
        }
        compileTests(project);
        Files.writeString(stamp, main + " " + all);
    }

    private void bundle(Project project) throws Exception {
        System.out.println("build    " + project.getName());
        delete(project.getTarget().toPath());
        Files.createDirectories(project.getTarget().toPath());
        List<Path> sources = new ArrayList<>();
        for (File folder : project.getSourcePath()) {
            sources.add(folder.toPath());
        }
        compile(project, sources, project.getSrcOutput().toPath(), path(project.getBuildpath()), processor(project));
        project.build();
        project.getWarnings().forEach(w -> System.out.println("  " + project.getName() + ": " + w));
        check(project.getName(), project, "check its bnd.bnd");
    }

    private void compileTests(Project project) throws Exception {
        Path tests = project.getTestSrc().toPath();
        delete(project.getTestOutput().toPath());
        if (!Files.isDirectory(tests)) {
            return;
        }
        Set<String> path = new LinkedHashSet<>();
        path.add(project.getSrcOutput().getPath());
        path.addAll(path(project.getBuildpath()));
        path.addAll(path(project.getTestpath()));
        compile(project, List.of(tests), project.getTestOutput().toPath(), path, List.of("-proc:none"));
        String run = Stream.concat(Stream.of(project.getTestOutput().getPath()), path.stream())
                .filter(p -> !new File(p).getName().matches("(junit-|opentest4j|apiguardian).*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        Files.writeString(project.getTarget().toPath().resolve("test.path"), run);
    }

    /**
     * Options for the annotation processor that a project's bnd.bnd names in {@code javac.processor}; its sources go
     * beside the bundle. Named, because later compilers look for none by themselves; tests are never processed, or an
     * empty list of benchmarks in bin_test would hide the one in bin.
     */
    private static List<String> processor(Project project) throws Exception {
        String name = project.getProperty("javac.processor");
        if (name == null) {
            return List.of("-proc:none");
        }
        Path generated = Files.createDirectories(project.getTarget().toPath().resolve("sources"));
        return List.of("-processor", name, "-s", generated.toString());
    }

    /** Compiles the Java files and copies all others beside the classes. */
    private void compile(
            Project project, List<Path> roots, Path output, Collection<String> path, List<String> processing) throws Exception {
        delete(output);
        Files.createDirectories(output);
        List<File> sources = new ArrayList<>();
        for (Path root : roots) {
            for (Path file : regularFiles(root)) {
                if (file.toString().endsWith(".java")) {
                    sources.add(file.toFile());
                } else {
                    Path to = output.resolve(root.relativize(file));
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        if (sources.isEmpty()) {
            return;
        }
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> options = new ArrayList<>(List.of("-g", "-parameters", "-d", output.toString(),
                "--release", project.getProperty("javac.target"), "-encoding", project.getProperty("javac.encoding"),
                "-cp", String.join(File.pathSeparator, path)));
        options.addAll(List.of(project.getProperty("javac.options").trim().split("\\s+")));
        options.addAll(processing);
        try (var manager = javac.getStandardFileManager(null, null, null)) {
            var task = javac.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromFiles(sources));
            if (!task.call()) {
                throw new Failed(project.getName() + " does not compile (" + roots.get(0).getFileName() + ")");
            }
        }
    }

    private static Set<String> path(Collection<Container> containers) throws Exception {
        Set<String> path = new LinkedHashSet<>();
        for (Container container : containers) {
            for (Container member : container.getMembers()) {
                if (member.getError() != null) {
                    throw new Failed(member.getError() + ": name it in cnf/pom.xml, or check the project's name");
                }
                path.add(member.getFile().getPath());
            }
        }
        return path;
    }

    // ---- bndrun files ------------------------------------------------------------------------------------------

    private List<Path> bndruns(String folder) throws IOException {
        Path path = workspace.getBase().toPath().resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(f -> f.toString().endsWith(".bndrun")).sorted().toList();
        }
    }

    /** Resolves (writes -runbundles back; on CI a difference is an error) and packages into generated/NAME.jar. */
    private void assemble(Path file, boolean executable) throws Exception {
        String name = file.getParent().getFileName() + "/" + file.getFileName();
        System.out.println("resolve  " + name);
        boolean ci = System.getenv("CI") != null;
        try (Bndrun run = Bndrun.createBndrun(workspace, file.toFile())) {
            run.resolve(ci, !ci);
            check(name, run, "check its -runrequires, -runfw and cnf/pom.xml");
        }
        if (executable) {
            package_(file, name);
        }
    }

    /** A folder generated/NAME: the launcher's class path, the bundles, and their start levels. */
    private void package_(Path file, String name) throws Exception {
        Path folder = file.resolveSibling("generated").resolve(file.getFileName().toString().replace(".bndrun", ""));
        if (Files.exists(folder)) {
            for (Path old : regularFiles(folder)) {
                Files.delete(old);
            }
        }
        Files.createDirectories(folder.resolve("bundles"));
        List<String> lines = new ArrayList<>();
        try (Bndrun run = Bndrun.createBndrun(workspace, file.toFile())) {
            for (Container bundle : run.getRunbundles()) {
                String target = bundle.getBundleSymbolicName() + "-" + bundle.getVersion() + ".jar";
                Files.copy(bundle.getFile().toPath(), folder.resolve("bundles").resolve(target));
                Map<String, String> attributes = bundle.getAttributes();
                lines.add("bundle." + target + "=" + attributes.getOrDefault("startlevel", "1")
                        + (attributes.containsKey("manual") ? ",manual" : ""));
            }
            run.getRunProperties().forEach((key, value) -> lines.add(key + "=" + value));
            lines.add("org.osgi.framework.system.packages.extra=" + run.mergeProperties("-runsystempackages"));
            Files.createDirectories(folder.resolve("path"));
            List<Container> path = new ArrayList<>(run.getRunFw());
            path.addAll(run.getRunpath());
            for (Container each : path) {
                Files.copy(each.getFile().toPath(), folder.resolve("path").resolve(each.getFile().getName()));
            }
            check(name, run, "check its -runbundles");
        }
        Files.copy(workspace.getFile("exoroute.launcher/generated/exoroute.launcher.jar").toPath(), folder.resolve("path/launcher.jar"));
        lines.sort(null);
        Files.write(folder.resolve("launch.properties"), lines);
        System.out.println("package  " + workspace.getBase().toPath().relativize(folder));
    }

    // ---- fingerprints ------------------------------------------------------------------------------------------

    /** What the bundle is made from: settings, its own files without tests, and the same of what it depends on. */
    private String fingerprint(Project project, Path base) throws Exception {
        Path cnf = workspace.getBuildDir().toPath();
        StringBuilder seed = new StringBuilder(System.getProperty("java.vm.version"));
        project.getDependson().stream().map(Project::getName).sorted().forEach(n -> seed.append(n).append(prints.get(n)));
        List<Path> inputs = new ArrayList<>(List.of(cnf.resolve("build.bnd"), cnf.resolve("pom.xml")));
        inputs.addAll(regularFiles(cnf.resolve("tool")));
        inputs.addAll(files(base, false));
        return digest(seed.toString(), inputs);
    }

    private static List<Path> files(Path base, boolean tests) throws IOException {
        List<Path> result = new ArrayList<>();
        try (Stream<Path> entries = Files.list(base)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (!OUTPUT.contains(name) && !name.matches(".*\\.(bndrun|md)") && name.startsWith("test") == tests) {
                    result.addAll(regularFiles(entry));
                }
            }
        }
        return result;
    }

    private static List<Path> regularFiles(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String digest(String seed, List<Path> files) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        sha.update(seed.getBytes("UTF-8"));
        for (Path file : files) {
            sha.update(file.toString().getBytes("UTF-8"));
            sha.update(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    // ---- small things ------------------------------------------------------------------------------------------

    private static void check(String name, Processor processor, String remedy) {
        if (!processor.getErrors().isEmpty()) {
            throw new Failed(name + ": " + String.join("\n  ", processor.getErrors()) + "\n  remedy: " + remedy);
        }
    }

    private static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }
}
