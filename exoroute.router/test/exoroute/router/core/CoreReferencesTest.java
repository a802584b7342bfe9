package exoroute.router.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The core refers to nothing that could differ between two runs, proved from its class files: what it may refer to
 * is listed here, everything else is a finding.
 */
class CoreReferencesTest {
    /** Packages of which everything is pure data, or ours and checked here. */
    private static final List<String> PURE_PACKAGES = List.of(
            "exoroute/router/core/", "exoroute/api/adapter/", "exoroute/api/market/", "exoroute/api/order/", "exoroute/api/plan/",
            "exoroute/api/desk/", "exoroute/api/solver/", "java/util/function/", "java/util/stream/");

    /** Classes of the platform, each with the reason why it cannot bring in time, chance or address. */
    private static final Map<String, String> PURE_CLASSES = new TreeMap<>(Map.ofEntries(
            Map.entry("java/lang/Object", "members are listed one by one"),
            Map.entry("java/lang/Class", "a constant in record and enum code, no member"),
            Map.entry("java/lang/String", "value"),
            Map.entry("java/lang/CharSequence", "value"),
            Map.entry("java/lang/Math", "exact on integers"),
            Map.entry("java/lang/Long", "value"),
            Map.entry("java/lang/Integer", "value"),
            Map.entry("java/lang/Enum", "name, ordinal, order of declaration"),
            Map.entry("java/lang/Record", "value"),
            Map.entry("java/lang/Iterable", "order of what is iterated"),
            Map.entry("java/lang/IllegalArgumentException", "a refusal"),
            Map.entry("java/lang/IllegalStateException", "a refusal"),
            Map.entry("java/lang/ArithmeticException", "a refusal"),
            Map.entry("java/lang/NoSuchFieldError", "enum switches"),
            Map.entry("java/lang/IncompatibleClassChangeError", "enum switches"),
            Map.entry("java/lang/Throwable", "message only"),
            Map.entry("java/lang/invoke/LambdaMetafactory", "lambdas"),
            Map.entry("java/lang/invoke/StringConcatFactory", "string concatenation"),
            Map.entry("java/lang/invoke/CallSite", "lambdas"),
            Map.entry("java/lang/invoke/MethodHandle", "lambdas"),
            Map.entry("java/lang/invoke/MethodHandles", "lambdas"),
            Map.entry("java/lang/invoke/MethodHandles$Lookup", "lambdas"),
            Map.entry("java/lang/invoke/MethodType", "lambdas"),
            Map.entry("java/lang/invoke/TypeDescriptor", "lambdas"),
            Map.entry("java/lang/runtime/ObjectMethods", "equals, hashCode and toString of records"),
            Map.entry("java/math/RoundingMode", "constants"),
            Map.entry("java/nio/ByteBuffer", "big-endian bytes"),
            Map.entry("java/security/MessageDigest", "SHA-256 of given bytes"),
            Map.entry("java/security/NoSuchAlgorithmException", "a refusal"),
            Map.entry("java/util/HexFormat", "text of bytes"),
            Map.entry("java/util/Locale", "ROOT only, a member below"),
            Map.entry("java/util/Arrays", "copies and text of arrays"),
            Map.entry("java/util/Optional", "value"),
            Map.entry("java/util/StringJoiner", "value"),
            Map.entry("java/util/List", "order of insertion"),
            Map.entry("java/util/ArrayList", "order of insertion"),
            Map.entry("java/util/Iterator", "order of what is iterated"),
            Map.entry("java/util/Collection", "order of what is viewed"),
            Map.entry("java/util/Collections", "members are listed one by one"),
            Map.entry("java/util/Map", "only sorted, empty or asked maps are behind it, see the members"),
            Map.entry("java/util/Map$Entry", "of a sorted map, see the members of Set"),
            Map.entry("java/util/Comparator", "given by the core"),
            Map.entry("java/util/SortedMap", "sorted"),
            Map.entry("java/util/TreeMap", "sorted by value keys"),
            Map.entry("java/util/TreeSet", "sorted by value keys"),
            Map.entry("java/util/Set", "members are listed one by one"),
            Map.entry("java/util/HashSet", "only asked and changed, see the members")));

    /** Of these classes only these members may be used. */
    private static final Map<String, Set<String>> MEMBERS = Map.ofEntries(
            Map.entry("java/lang/Object", Set.of("<init>", "equals")),
            Map.entry("java/lang/Class", Set.of()),
            Map.entry("java/lang/Long", Set.of("valueOf", "longValue", "compare", "sum")),
            Map.entry("java/lang/Integer", Set.of("valueOf", "intValue", "sum")),
            Map.entry("java/lang/Math", Set.of("addExact", "multiplyExact", "multiplyHigh", "min", "max", "abs")),
            Map.entry("java/util/HashSet", Set.of("<init>")),
            Map.entry("java/util/Set", Set.of("add", "contains", "isEmpty", "remove", "removeIf")),
            Map.entry("java/util/Map", Set.of(
                    "get", "getOrDefault", "put", "putAll", "remove", "merge", "containsKey", "of", "clear", "keySet",
                    "entrySet", "forEach", "isEmpty")),
            Map.entry("java/util/Locale", Set.of("ROOT")),
            Map.entry("java/util/Collections", Set.of("unmodifiableCollection", "unmodifiableSortedMap")),
            Map.entry("java/util/stream/Stream", Set.of(
                    "filter", "map", "mapToLong", "anyMatch", "allMatch", "toList", "sorted", "distinct")));

    static List<String> findings(String name, byte[] bytes) throws IOException {
        return ClassFile.references(bytes).stream().filter(Predicate.not(CoreReferencesTest::isPure))
                .map(reference -> name + " refers to " + reference).toList();
    }

    private static boolean isPure(String reference) {
        int dot = reference.indexOf('.');
        String type = dot < 0 ? reference : reference.substring(0, dot);
        if (type.startsWith("[")) {
            return type.matches("\\[+([JIZB]|L(exoroute/router/core|exoroute/api/\\w+)/[\\w$]+;)");
        }
        boolean known = PURE_CLASSES.containsKey(type) || PURE_PACKAGES.stream().anyMatch(type::startsWith);
        if (dot < 0 || !known) {
            return known;
        }
        String member = reference.substring(dot + 1);
        Set<String> allowed = MEMBERS.get(type);
        boolean hashes = member.equals("hashCode") || member.equals("parallel") || member.equals("parallelStream");
        return allowed == null ? !hashes : allowed.contains(member);
    }

    private static Map<String, byte[]> coreClasses() throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("bin/exoroute/router/core"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                classes.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    @Test
    void the_core_refers_to_nothing_that_may_differ_between_two_runs() throws Exception {
        Map<String, byte[]> classes = coreClasses();
        assertTrue(classes.size() > 40 && classes.containsKey("RoutingCore.class"), classes.keySet().toString());
        TreeSet<String> findings = new TreeSet<>();
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            findings.addAll(findings(entry.getKey(), entry.getValue()));
        }
        assertEquals(Set.of(), findings);
    }

    @Test
    void every_allowed_class_is_needed() throws Exception {
        TreeSet<String> used = new TreeSet<>();
        for (byte[] bytes : coreClasses().values()) {
            ClassFile.references(bytes).forEach(r -> used.add(r.contains(".") ? r.substring(0, r.indexOf('.')) : r));
        }
        assertEquals(List.of(), PURE_CLASSES.keySet().stream().filter(c -> !used.contains(c)).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "System.nanoTime()", "System.currentTimeMillis()", "System.identityHashCode(\"\")",
        "java.time.Instant.now().getNano()", "new java.util.Random().nextLong()", "(long) Math.random()",
        "java.util.concurrent.ThreadLocalRandom.current().nextLong()", "Thread.currentThread().getId()",
        "Long.getLong(\"x\")", "System.getProperty(\"x\").length()", "System.getenv(\"x\").length()",
        "new Object().hashCode()", "new java.io.File(\"x\").length()", "new java.util.HashMap<String, Long>().size()",
        "new java.util.IdentityHashMap<String, Long>().size()",
                "new java.util.HashSet<String>().iterator().next().length()",
        "Runtime.getRuntime().freeMemory()", "java.util.UUID.randomUUID().getMostSignificantBits()",
        "java.util.Set.of(1, 2).iterator().next()", "java.util.List.of(1).parallelStream().count()",
        "java.util.Locale.getDefault().hashCode()"
    })
    void the_check_finds_what_it_looks_for(String expression, @TempDir Path folder) throws Exception {
        byte[] bytes = compile(folder, "class Probe { static long probe() { return " + expression + "; } }");
        assertTrue(findings("Probe", bytes).stream().anyMatch(f -> !f.endsWith(" Probe")), expression);
    }

    @Test
    void the_check_accepts_a_pure_class(@TempDir Path folder) throws Exception {
        byte[] bytes = compile(folder, "class Probe { static long probe() { return Math.addExact(1L, 2L); } }");
        assertEquals(List.of(), findings("Probe", bytes).stream().filter(f -> !f.endsWith(" Probe")).toList());
    }

    private static byte[] compile(Path folder, String source) throws IOException {
        Path file = Files.writeString(folder.resolve("Probe.java"), source);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(InputStream.nullInputStream(), null, null, "-g:none", "-d", folder.toString(), file.toString());
        assertEquals(0, code, source);
        return Files.readAllBytes(folder.resolve("Probe.class"));
    }
}
