package dev.recsys.bundle;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Explanation;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Dataset;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.ModelFile;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.Pipeline;
import dev.recsys.pipeline.ResolvedRequest;
import dev.recsys.pipeline.ScoringModel;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model, possibly a hybrid, and what is remembered of customers: what an application serves, saves and loads as one. The
 * memory is there once, whatever the number of components; it can be replaced by that of newer data, or left out where all
 * requests bring their facts. Immutable and thread-safe.
 *
 * <pre>{@code
 * Bundle bundle = Bundle.of(model).remembering(panel);
 * bundle.save(Path.of("next-product.recsys"));
 * Bundle.load(Path.of("next-product.recsys")).recommend(RecommendationRequest.forUser("15889").build());
 * }</pre>
 */
public final class Bundle implements Recommender {
    private static final String MEMORY = "memory/";

    private final ScoringModel model;
    private final @Nullable CustomerMemory memory;
    private final Pipeline pipeline;

    private Bundle(ScoringModel model, @Nullable CustomerMemory memory) {
        this.model = model;
        this.memory = memory;
        this.pipeline = new Pipeline(model, memory);
    }

    /**
     * A bundle that remembers no customers.
     *
     * @param model the model
     * @return the bundle
     */
    public static Bundle of(ScoringModel model) {
        return new Bundle(Checks.notNull(model, "model"), null);
    }

    /**
     * The same model, remembering the customers of some data in place of those remembered so far: of the training data, or
     * of a newer snapshot without training again.
     *
     * @param data a panel or an event log
     * @return the changed bundle; O(rows)
     * @throws IllegalArgumentException if {@code data} is null
     */
    public Bundle remembering(Dataset data) {
        Checks.notNull(data, "data");
        return with(CustomerMemory.of(data, model.needs()));
    }

    /**
     * The same model with another memory.
     *
     * @param memory what is remembered of customers
     * @return the changed bundle
     */
    public Bundle with(CustomerMemory memory) {
        return new Bundle(model, Checks.notNull(memory, "memory"));
    }

    /**
     * The same model without a memory.
     *
     * @return the changed bundle
     */
    public Bundle withoutMemory() {
        return new Bundle(model, null);
    }

    /**
     * Writes the bundle into one file, in place of any of that name. The file is read back and checked before it replaces
     * the old one.
     *
     * @param file the file; its folder must exist
     * @throws IOException if it can't be written or what is written can't be loaded; the old file, if any, is untouched
     * @throws IllegalArgumentException if no codec knows the model's algorithm, or if {@code file} is null
     */
    public void save(Path file) throws IOException {
        Checks.notNull(file, "file");
        Sections.Builder sections = Sections.builder().putAll("", ModelFile.sectionsOf(model));
        CustomerMemory remembered = memory;
        if (remembered != null) {
            Sections.Builder part = Sections.builder();
            remembered.writeTo(part);
            sections.putAll(MEMORY, part.build());
        }
        ModelFile.write(file, model.info(), sections.build(), Bundle::of);
    }

    /**
     * Reads a bundle, verified whole.
     *
     * @param file the file
     * @return the bundle
     * @throws ModelFormatException if the file is not one this library can serve
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if {@code file} is null
     */
    public static Bundle load(Path file) throws IOException {
        Checks.notNull(file, "file");
        Bundle[] loaded = new Bundle[1];
        ModelFile.read(file, (info, sections) -> loaded[0] = of(info, sections));
        return Checks.notNull(loaded[0], "bundle");
    }

    /** Reads a bundle, verified whole; every byte of the file goes through the hash. */
    static Bundle load(Path file, MessageDigest hash) throws IOException {
        Bundle[] loaded = new Bundle[1];
        ModelFile.read(file, hash, (info, sections) -> loaded[0] = of(info, sections));
        return Checks.notNull(loaded[0], "bundle");
    }

    private static Bundle of(ModelInfo info, Sections sections) throws ModelFormatException {
        Recommender model = ModelFile.modelOf(info, sections.without(MEMORY));
        if (!(model instanceof ScoringModel scoring)) {
            throw new ModelFormatException("algorithm \"" + info.algorithm() + "\" is no scoring model");
        }
        Sections remembered = sections.under(MEMORY);
        Bundle bundle = new Bundle(scoring, remembered.isEmpty() ? null : CustomerMemory.readFrom(remembered));
        List<String> unread = sections.unread();
        if (!unread.isEmpty()) {
            throw new ModelFormatException(
                    "section \"" + unread.get(0) + "\" is part of no model or memory known here");
        }
        return bundle;
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        Checks.notNull(request, "request");
        return pipeline.answer(request);
    }

    /**
     * Takes the first step of a request alone, for a layer that has rules of its own between it and the scores.
     *
     * @param request the request; its lists and limit are ignored
     * @return the customer, to be scored
     * @throws IllegalArgumentException if {@code request} is null
     */
    public ResolvedRequest resolve(RecommendationRequest request) {
        return pipeline.resolve(request);
    }

    @Override
    public void recommendAll(BatchRequest requests, Consumer<BatchAnswer> answers) {
        pipeline.answerAll(Checks.notNull(requests, "requests"), answers);
    }

    @Override
    public Explanation explain(RecommendationRequest request, String itemId) {
        Checks.notNull(request, "request");
        return pipeline.explain(request, itemId);
    }

    @Override
    public ScoreMeaning scoreMeaning() {
        return model.scoreMeaning();
    }

    @Override
    public Catalogue catalogue() {
        return model.catalogue();
    }

    @Override
    public ModelInfo info() {
        return model.info();
    }

    /**
     * The model.
     *
     * @return what scores
     */
    public ScoringModel model() {
        return model;
    }

    /**
     * What the model's indexes stand for.
     *
     * @return items, features and categories
     */
    public Vocabulary vocabulary() {
        return model.vocabulary();
    }

    /**
     * What is remembered of customers.
     *
     * @return the memory, if there is one
     */
    public Optional<CustomerMemory> memory() {
        return Optional.ofNullable(memory);
    }

    @Override
    public String toString() {
        return "Bundle[" + model.info().algorithm() + ", " + (memory == null ? "no memory" : memory) + "]";
    }
}
