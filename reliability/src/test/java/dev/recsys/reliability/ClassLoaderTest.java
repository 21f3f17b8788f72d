package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.runtime.ObjectMethods;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that unloads an application gets its memory back: the library, loaded by a class loader of its own, trains, saves,
 * loads and answers, and then nothing of the JVM holds on to the loader; no thread, thread-local, cache or hook.
 */
class ClassLoaderTest {
    private static final Tally TALLY = new Tally("class-loader");
    private static final int SECONDS = 20;

    @TempDir
    private static Path folder;

    @AfterAll
    static void count() {
        TALLY.close();
    }

    @Test
    void library_inALoaderOfItsOwn_canBeUnloaded() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int round = 0; round < Scale.of(3, 50); round++) {
            WeakReference<ClassLoader> loader = use("dev.recsys.reliability.ClassLoaderWork");
            assertThat(isCollected(loader)).as("the loader is unreachable").isTrue();
            TALLY.count("unloaded");
        }
        Set<String> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.contains("recsys"))
                .collect(Collectors.toSet());
        assertThat(left).as("threads left").isEmpty();
    }

    @Test
    void plantedFaults_aThreadAndAThreadLocal_areCaught() throws Exception {
        WeakReference<ClassLoader> byThreadLocal = use("dev.recsys.reliability.LeakByThreadLocal");
        assertThat(isCollected(byThreadLocal, 3)).isFalse();
        LEAKED.remove();
        assertThat(isCollected(byThreadLocal)).isTrue();
    }

    /** What a leaking library leaves behind in a thread of the server. */
    static final ThreadLocal<Object> LEAKED = new ThreadLocal<>();

    private static WeakReference<ClassLoader> use(String work) throws Exception {
        URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        assertThat(loader.loadClass("dev.recsys.Recommender")).isNotSameAs(dev.recsys.Recommender.class);
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        caller.setContextClassLoader(loader);
        try {
            Object done = run(loader, work);
            if (done instanceof Class<?>) {
                LEAKED.set(done);
            }
        } finally {
            caller.setContextClassLoader(before);
        }
        loader.close();
        linkAnotherRecord();
        return new WeakReference<>(loader);
    }

    /** A record whose component is of a type that no other record compares. */
    private record Last(Last before) {}

    /**
     * The JDK itself keeps the class that it linked a record's equals, hashCode or toString for last (JDK 17:
     * {@code ObjectMethods.OBJECT_EQ.asTypeCache}), and its loader with it; so another one is linked after the library's.
     */
    private static void linkAnotherRecord() throws Exception {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle before = lookup.findVirtual(Last.class, "before", MethodType.methodType(Last.class));
        Map<String, MethodType> methods = Map.of(
                "equals", MethodType.methodType(boolean.class, Last.class, Object.class),
                "hashCode", MethodType.methodType(int.class, Last.class),
                "toString", MethodType.methodType(String.class, Last.class));
        for (Map.Entry<String, MethodType> method : methods.entrySet()) {
            try {
                ObjectMethods.bootstrap(lookup, method.getKey(), method.getValue(), Last.class, "before", before);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Object run(ClassLoader loader, String work) throws Exception {
        try {
            Callable<?> callable = (Callable<?>)
                    loader.loadClass(work).getDeclaredConstructor(Path.class).newInstance(folder);
            return callable.call();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> places = new ArrayList<>();
        for (String place : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator, -1)) {
            places.add(Path.of(place).toUri().toURL());
        }
        return places.toArray(URL[]::new);
    }

    private static boolean isCollected(WeakReference<?> reference) throws InterruptedException {
        return isCollected(reference, SECONDS);
    }

    private static boolean isCollected(WeakReference<?> reference, int seconds) throws InterruptedException {
        for (int i = 0; i < 10 * seconds && reference.get() != null; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return reference.get() == null;
    }
}
