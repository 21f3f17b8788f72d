package dev.recsys.reliability.hostile;

import dev.recsys.Recommender;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.decision.drift.DriftMonitor;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.eval.Evaluator;
import dev.recsys.graph.GraphFilterTrainer;
import dev.recsys.io.SantanderReader;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.report.Report;
import dev.recsys.synthetic.SyntheticBank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public methods and constructors of every public type of the published modules, outside {@code internal} packages. */
final class Surface {
    /** One class of each published module says where the module's classes are. */
    private static final List<Class<?>> ANCHORS = List.of(
            Recommender.class,
            AlsTrainer.class,
            NeighbourTrainer.class,
            GraphFilterTrainer.class,
            ClusterTrainer.class,
            MlcTrainer.class,
            DecisionLog.class,
            Evaluator.class,
            SantanderReader.class,
            SyntheticBank.class,
            Report.class,
            DriftMonitor.class);

    /** Left out: tools, and a listener that refuses null where any listener may be given it. */
    private static final List<String> OTHERS =
            List.of("dev.recsys.cli.", "dev.recsys.testkit.", "dev.recsys.report.TrainingLog");

    private Surface() {}

    /** The public types, sorted by name. */
    static List<Class<?>> types() {
        Set<String> names = new TreeSet<>();
        for (Class<?> anchor : ANCHORS) {
            names.addAll(classNames(anchor));
        }
        List<Class<?>> types = new ArrayList<>();
        for (String name : names) {
            boolean published = !name.contains(".internal.")
                    && !name.endsWith("-info")
                    && OTHERS.stream().noneMatch(name::startsWith);
            if (published) {
                Class<?> type = load(name);
                if (isPublic(type)) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    /** What a caller can call on a type and no other public type declares, in a fixed order. */
    static List<Executable> of(Class<?> type) {
        List<Executable> found = new ArrayList<>();
        if (!Modifier.isAbstract(type.getModifiers()) && !type.isEnum()) {
            for (Constructor<?> constructor : type.getConstructors()) {
                found.add(constructor);
            }
        }
        for (Method method : type.getMethods()) {
            Class<?> owner = method.getDeclaringClass();
            boolean ours = owner == type || (owner.getName().startsWith("dev.recsys.") && !isPublic(owner));
            boolean ofEveryEnum = type.isEnum() && Set.of("values", "valueOf").contains(method.getName());
            if (ours && !method.isBridge() && !method.isSynthetic() && !ofEveryEnum) {
                found.add(method);
            }
        }
        found.sort(Comparator.comparing(Surface::name));
        return found;
    }

    /** For example {@code data.IdIndex.id(int)}. */
    static String name(Executable call) {
        String type =
                call.getDeclaringClass().getName().replace("dev.recsys.", "").replace('$', '.');
        String method = call instanceof Constructor ? "new" : call.getName();
        return type + "." + method
                + Arrays.stream(call.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"));
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
            if (!Modifier.isPublic(at.getModifiers())) {
                return false;
            }
        }
        return !type.isAnonymousClass() && !type.isLocalClass();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Surface.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }

    private static List<String> classNames(Class<?> anchor) {
        try {
            URI place =
                    anchor.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path root = Path.of(place);
            if (Files.isDirectory(root)) {
                return classNames(root);
            }
            try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
                return classNames(jar.getPath("/"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> classNames(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.startsWith("dev/recsys/") && file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }
}
