package dev.recsys.reliability;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Gives its own class away, which keeps its loader reachable: a leak for the harness to catch. */
public final class LeakByThreadLocal implements Callable<Class<?>> {
    public LeakByThreadLocal(Path folder) {}

    @Override
    public Class<?> call() {
        return LeakByThreadLocal.class;
    }
}
