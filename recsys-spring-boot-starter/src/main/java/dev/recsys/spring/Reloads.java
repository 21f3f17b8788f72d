package dev.recsys.spring;

import dev.recsys.bundle.Generation;
import dev.recsys.live.Live;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** Loads generations, and counts what came of it. One that can't be read from the store is not among them. */
final class Reloads implements Live.Loader<Serving> {
    private final Live.Loader<Serving> loader;
    private final LongAdder live = new LongAdder();
    private final LongAdder refused = new LongAdder();

    Reloads(Live.Loader<Serving> loader) {
        this.loader = loader;
    }

    @Override
    public Serving load(Generation generation) throws IOException {
        boolean made = false;
        try {
            Serving serving = loader.load(generation);
            made = true;
            return serving;
        } finally {
            (made ? live : refused).increment();
        }
    }

    /** Generations that passed, the first included. */
    long live() {
        return live.sum();
    }

    /** Generations that could not be made to answer. */
    long refused() {
        return refused.sum();
    }
}
