package dev.recsys.bundle;

import dev.recsys.data.EventLog;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.time.Instant;

/** Small models that are easy to tell apart: the favourite of their customers comes first. */
public final class StoreBundles {
    private StoreBundles() {}

    public static EventLog log(String favourite) {
        return EventLog.builder()
                .add("u1", favourite, 1, Instant.EPOCH)
                .add("u2", favourite, 1, Instant.EPOCH)
                .add("u2", "a", 1, Instant.EPOCH)
                .build();
    }

    public static Bundle bundle(String favourite) {
        EventLog log = log(favourite);
        return Bundle.of(new PopularityTrainer(PopularityConfig.defaults()).train(log))
                .remembering(log);
    }

    public static Release release(String favourite) {
        return Release.of("m", bundle(favourite));
    }
}
