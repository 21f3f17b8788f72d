package dev.recsys.service;

import dev.recsys.Recommender;
import dev.recsys.hybrid.PrecomputedRecommender;
import dev.recsys.io.ReadReport;
import dev.recsys.io.RecommendationReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Precomputed lists, loaded from files and replaced as a whole: a request uses those that are there when it begins. A customer gets
 * the list of ALS, or else of classification, or else of segments. Thread-safe.
 */
@Component
class OfflineLists {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final @Nullable Path folder;
    private volatile Map<Kind, Path> files = Map.of();
    private volatile Loaded loaded = new Loaded(null, null);

    OfflineLists(ServiceProperties properties) {
        this.folder = properties.lists();
    }

    /** Which model's lists, in the order in which they are looked for. */
    enum Kind {
        /** Of ALS. */
        ALS,
        /** Of classification. */
        MLC,
        /** Of K-means. */
        KMEANS
    }

    /** The lists over a model, which answers where a customer has none. */
    private record Loaded(
            @Nullable Recommender model, @Nullable Recommender lists) {}

    /**
     * Loads lists in place of those of the kind; all others stay.
     *
     * @return how many rows were taken, and how many left out
     */
    synchronized ReadReport load(Kind kind, String name, Recommender model) throws IOException {
        Map<Kind, Path> changed = new EnumMap<>(Kind.class);
        changed.putAll(files);
        changed.put(kind, file(name));
        ReadReport[] report = new ReadReport[1];
        Recommender lists = build(changed, model, kind, report);
        loaded = new Loaded(model, lists);
        files = changed;
        return Objects.requireNonNull(report[0], "report");
    }

    /** The lists over a model; none before any are loaded. Those of another model are read again for this one. */
    Optional<Recommender> over(Recommender model) throws IOException {
        Loaded now = loaded;
        if (now.model() == model) {
            return Optional.ofNullable(now.lists());
        }
        return files.isEmpty() ? Optional.empty() : Optional.ofNullable(again(model));
    }

    private synchronized @Nullable Recommender again(Recommender model) throws IOException {
        if (loaded.model() != model) {
            loaded = new Loaded(model, build(files, model, null, new ReadReport[1]));
        }
        return loaded.lists();
    }

    private static Recommender build(
            Map<Kind, Path> files, Recommender model, @Nullable Kind wanted, @Nullable ReadReport[] report)
            throws IOException {
        Recommender lists = model;
        Kind[] kinds = Kind.values();
        for (int i = kinds.length - 1; i >= 0; i--) {
            Path file = files.get(kinds[i]);
            if (file != null) {
                PrecomputedRecommender.Builder next = PrecomputedRecommender.withFallback(lists);
                try {
                    ReadReport read = RecommendationReader.builder().read(file, next);
                    if (kinds[i] == wanted) {
                        report[0] = read;
                    }
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
                lists = next.build();
            }
        }
        return lists;
    }

    /** A regular file right in the folder, not one elsewhere through a link. */
    private Path file(String name) throws IOException {
        Path in = folder;
        if (in == null) {
            throw new ConflictException("lists can't be loaded: set recsys.service.lists to their folder");
        }
        if (!NAME.matcher(name).matches()) {
            throw new InvalidRequestException("file must be a name of letters, digits, dots, dashes and underscores");
        }
        Path file = in.resolve(name);
        if (!Files.isRegularFile(file)
                || !in.toRealPath().equals(file.toRealPath().getParent())) {
            throw new NotThereException("there is no such file of lists");
        }
        return file;
    }
}
