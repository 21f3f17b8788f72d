package dev.recsys.live;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Explanation;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.Generation;
import dev.recsys.bundle.ModelStore;
import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Answers by the current generation of a store, and by the next without a pause. An answer says by
 * {@link Recommendations#generation} which one made it, such as {@code 12-3f2a9c01}.
 *
 * <pre>{@code
 * try (LiveRecommender live = LiveRecommender.open(ModelStore.at(Path.of("store")))) {
 *     live.watch(Duration.ofSeconds(30));
 *     Recommendations answer = live.recommend(RecommendationRequest.forUser("15889").build());
 * }
 * }</pre>
 *
 * <p>Each call is answered by one generation from beginning to end, a batch too. What {@link #catalogue} and {@link #info} give
 * may be of another generation than the next answer: who needs both asks {@link Live#served} once. Thread-safe.
 */
public final class LiveRecommender implements Recommender, AutoCloseable {
    private final Live<Bundle> live;

    private LiveRecommender(Live<Bundle> live) {
        this.live = live;
    }

    /**
     * Loads the current generation of a store, and tests it by the requests of {@link SmokeRequests#defaults}.
     *
     * @param store the store
     * @return what answers by it; it does not watch the store yet
     * @throws NoSuchFileException if nothing was saved yet
     * @throws IOException if it can't be read or served
     * @throws IllegalStateException if it does not pass the test
     * @throws IllegalArgumentException if {@code store} is null
     */
    public static LiveRecommender open(ModelStore store) throws IOException {
        return open(store, SmokeRequests.defaults());
    }

    /**
     * Loads the current generation of a store, and tests it.
     *
     * @param store the store
     * @param smoke what this and each later generation must pass
     * @return what answers by it; it does not watch the store yet
     * @throws NoSuchFileException if nothing was saved yet
     * @throws IOException if it can't be read or served
     * @throws IllegalStateException if it does not pass the test
     * @throws IllegalArgumentException if an argument is null, or a smoke request is refused
     */
    public static LiveRecommender open(ModelStore store, Live.Smoke<? super Bundle> smoke) throws IOException {
        return of(Live.<Bundle>of(store, Generation::bundle).smoke(smoke).open());
    }

    /**
     * Answers by what is live.
     *
     * @param live the model
     * @return what answers by it
     * @throws IllegalArgumentException if {@code live} is null
     */
    public static LiveRecommender of(Live<Bundle> live) {
        return new LiveRecommender(Checks.notNull(live, "live"));
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        Served<Bundle> now = live.served();
        return now.value().recommend(request).withGeneration(now.generation().id());
    }

    @Override
    public void recommendAll(BatchRequest requests, Consumer<BatchAnswer> answers) {
        live.get().recommendAll(requests, answers);
    }

    @Override
    public Explanation explain(RecommendationRequest request, String itemId) {
        return live.get().explain(request, itemId);
    }

    @Override
    public ScoreMeaning scoreMeaning() {
        return live.get().scoreMeaning();
    }

    @Override
    public Catalogue catalogue() {
        return live.get().catalogue();
    }

    @Override
    public ModelInfo info() {
        return live.get().info();
    }

    /**
     * What is behind the answers: which generation, since when, and why the next one does not answer.
     *
     * @return the same one each time
     */
    public Live<Bundle> live() {
        return live;
    }

    /**
     * Takes what is current in the store, as {@link Live#refresh}.
     *
     * @return whether another generation answers now
     */
    public boolean refresh() {
        return live.refresh();
    }

    /**
     * Makes a generation current in the store, as {@link Live#activate}.
     *
     * @param number its number
     * @throws IOException if it can't be read or served; the pointer and what answers are untouched
     */
    public void activate(long number) throws IOException {
        live.activate(number);
    }

    /**
     * Goes back by one generation, as {@link Live#rollback}.
     *
     * @throws IOException if it can't be read or served; the pointer and what answers are untouched
     * @throws IllegalStateException if what answers is the first
     */
    public void rollback() throws IOException {
        live.rollback();
    }

    /**
     * Looks at the store from time to time, as {@link Live#watch}.
     *
     * @param every how long to wait after each look, from 10 milliseconds to a day
     * @throws IllegalArgumentException if that is null, shorter or longer
     * @throws IllegalStateException if this watches already
     */
    public void watch(Duration every) {
        live.watch(every);
    }

    /** Ends watching; answers go on. */
    @Override
    public void close() {
        live.close();
    }

    @Override
    public String toString() {
        return "LiveRecommender[" + live.served().generation().id() + "]";
    }
}
