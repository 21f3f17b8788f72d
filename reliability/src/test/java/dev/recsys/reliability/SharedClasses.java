package dev.recsys.reliability;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What makes children start fast: this class path with jars in place of folders, which class data sharing does not take, and for each
 * main class an archive of the classes that its first child loaded.
 */
final class SharedClasses {
    private static final Path FOLDER = temporaryFolder();
    private static final Map<String, Path> ARCHIVES = new ConcurrentHashMap<>();

    /** The class path of every child. */
    static final String PATH = pathOfJars();

    private SharedClasses() {}

    /** Has a child write the archive of its class at its end where there is none, else read it. */
    static String option(String mainClass) {
        Path archive = ARCHIVES.computeIfAbsent(mainClass, name -> temporary(name + ".jsa"));
        return (Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive;
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("recsys-classes");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary(String name) {
        Path file = FOLDER.resolve(name);
        file.toFile().deleteOnExit();
        return file;
    }

    private static String pathOfJars() {
        List<String> places = new ArrayList<>();
        for (String place : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator, -1)) {
            Path path = Path.of(place);
            places.add(
                    Files.isDirectory(path)
                            ? jarOf(path, places.size() + ".jar").toString()
                            : place);
        }
        return String.join(File.pathSeparator, places);
    }

    private static Path jarOf(Path classes, String name) {
        Path jar = temporary(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
