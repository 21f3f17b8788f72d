package dev.recsys.report;

import dev.recsys.ModelInfo;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.internal.check.Checks;
import dev.recsys.report.internal.page.Page;
import dev.recsys.report.internal.page.PageHtml;
import dev.recsys.report.internal.page.PageJson;
import dev.recsys.report.internal.page.Section;
import dev.recsys.report.internal.page.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page about data and models, for whoever decides and whoever builds. Immutable and thread-safe.
 *
 * <pre>{@code
 * Report report = Report.builder(Locale.ENGLISH).data(panel).evaluation(evaluation).build();
 * Files.writeString(Path.of("report.html"), report.toHtml());
 * }</pre>
 */
public final class Report {
    private final Page page;
    private final Map<String, String> cards;

    private Report(Page page, Map<String, String> cards) {
        this.page = page;
        this.cards = Collections.unmodifiableMap(cards);
    }

    /**
     * A report of nothing yet.
     *
     * @param locale English, Spanish or Russian
     * @return a builder
     * @throws IllegalArgumentException if it is another language or null
     */
    public static Builder builder(Locale locale) {
        return new Builder(Texts.of(locale));
    }

    /**
     * The report as a page that needs neither network nor script.
     *
     * @return an HTML document
     */
    public String toHtml() {
        return PageHtml.of(page);
    }

    /**
     * All that the page shows: {@code {"title":…,"lead":…,"language":…,"sections":[{"id":…,"title":…,"blocks":[{"id":…,"title":…,
     * "sentence":…,"kind":…,"unit":…,"columns":[…],"rows":[[…]]}]}]}}. Blocks that are tables alone have no kind and no unit. A
     * cell is a text, a number, null, or a number with its interval, {@code {"value":…,"low":…,"high":…,"mark":…}}.
     *
     * @return one JSON object; numbers in full
     */
    public String toJson() {
        return PageJson.of(page);
    }

    /**
     * The model cards as Markdown.
     *
     * @return a document for each model, by its name
     */
    public Map<String, String> modelCards() {
        return cards;
    }

    /** Collects what a report is about. What is not given is left out. Not thread-safe. */
    public static final class Builder {
        private final Texts texts;
        private @Nullable Dataset data;
        private List<FeatureView> views = List.of();
        private final Map<String, Long> rejected = new LinkedHashMap<>();
        private long accepted;
        private @Nullable EvaluationReport evaluation;
        private @Nullable EvaluationReport components;
        private @Nullable Insights insights;
        private TrainingLog training = new TrainingLog();
        private @Nullable OfferTally offers;
        private @Nullable PolicyTally policy;
        private final Map<String, ModelInfo> models = new LinkedHashMap<>();
        private @Nullable ComparedRuns runs;

        private Builder(Texts texts) {
            this.texts = texts;
        }

        /**
         * The data.
         *
         * @param dataset a panel or events
         * @return this
         * @throws IllegalArgumentException if {@code dataset} is null, or a panel without a snapshot or without customers
         */
        public Builder data(Dataset dataset) {
            Checks.notNull(dataset, "dataset");
            Checks.that(
                    !(dataset instanceof Panel panel)
                            || (!panel.snapshots().isEmpty() && panel.last().rowCount() > 0),
                    "dataset must have a customer in its last snapshot");
            data = dataset;
            return this;
        }

        /**
         * Which features of a panel to look at; without it each of them, the first dozen at most.
         *
         * @param questions those about a feature that the panel lacks are left out
         * @return this
         * @throws IllegalArgumentException if {@code questions} is or holds null
         */
        public Builder views(List<FeatureView> questions) {
            views = Checks.copyOf(questions, "questions");
            return this;
        }

        /**
         * How the data was read.
         *
         * @param rows how many were read and are in the data
         * @param causes how many could not be read, by cause
         * @return this
         * @throws IllegalArgumentException if a count is negative, or {@code causes} is null
         */
        public Builder read(long rows, Map<String, Long> causes) {
            Checks.that(rows >= 0, "rows must be at least 0, but was %s", rows);
            Checks.noNulls(causes, "causes");
            causes.forEach(
                    (cause, count) -> Checks.that(count >= 0, "each of causes must be at least 0, but was %s", count));
            accepted = rows;
            rejected.putAll(causes);
            return this;
        }

        /**
         * How good the models are.
         *
         * @param report of an evaluation
         * @return this
         * @throws IllegalArgumentException if {@code report} is null
         */
        public Builder evaluation(EvaluationReport report) {
            evaluation = Checks.notNull(report, "report");
            return this;
        }

        /**
         * What each component adds to a hybrid: the hybrid with all of them, and without each.
         *
         * @param report of an evaluation: the whole hybrid first, then the rest without each component, named after the component
         *     that is left out
         * @return this
         * @throws IllegalArgumentException if {@code report} is null
         */
        public Builder components(EvaluationReport report) {
            components = Checks.notNull(report, "report");
            return this;
        }

        /**
         * What models learned: segments, what they look at, items that lie close together.
         *
         * @param collected what was found
         * @return this
         * @throws IllegalArgumentException if {@code collected} is null
         */
        public Builder insights(Insights collected) {
            insights = Checks.notNull(collected, "collected");
            return this;
        }

        /**
         * What the training took.
         *
         * @param log that listened to it
         * @return this
         * @throws IllegalArgumentException if {@code log} is null
         */
        public Builder training(TrainingLog log) {
            training = Checks.notNull(log, "log");
            return this;
        }

        /**
         * The offers.
         *
         * @param tally that counted them
         * @return this
         * @throws IllegalArgumentException if {@code tally} is null
         */
        public Builder offers(OfferTally tally) {
            offers = Checks.notNull(tally, "tally");
            policy = null;
            return this;
        }

        /**
         * The offers, and what a policy leaves of them; in place of {@link #offers}.
         *
         * @param tally that counted both
         * @return this
         * @throws IllegalArgumentException if {@code tally} is null
         */
        public Builder policy(PolicyTally tally) {
            policy = Checks.notNull(tally, "tally");
            offers = tally.offers();
            return this;
        }

        /**
         * Runs side by side.
         *
         * @param compared what is known of them
         * @return this
         * @throws IllegalArgumentException if {@code compared} is null
         */
        public Builder runs(ComparedRuns compared) {
            runs = Checks.notNull(compared, "compared");
            return this;
        }

        /**
         * A model, for its card.
         *
         * @param name its name in the evaluation
         * @param info what it says of itself
         * @return this
         * @throws IllegalArgumentException if the name is blank or {@code info} is null
         */
        public Builder model(String name, ModelInfo info) {
            models.put(Checks.notBlank(name, "name"), Checks.notNull(info, "info"));
            return this;
        }

        /**
         * The report; counts the data.
         *
         * @return an immutable report
         */
        public Report build() {
            List<Section> sections = new ArrayList<>();
            FeatureSchema schema = data instanceof Panel panel ? panel.schema() : FeatureSchema.empty();
            Catalogue catalogue = data == null ? null : data.catalogue();
            if (data instanceof Panel panel) {
                sections.add(PanelSection.of(panel, views, rejected, accepted, texts));
            } else if (data instanceof EventLog log) {
                sections.add(EventSection.of(log, rejected, accepted, texts));
            }
            if (evaluation != null) {
                sections.add(ModelSection.of(evaluation, components, catalogue, schema, training, texts));
            }
            if (insights != null) {
                sections.add(InsightSection.of(insights, catalogue, schema, texts));
            }
            if (offers != null) {
                sections.add(OfferSection.of(offers, policy, texts));
            }
            if (runs != null) {
                sections.add(RunsSection.of(runs, texts));
            }
            Map<String, String> cards = new LinkedHashMap<>();
            if (!models.isEmpty()) {
                CardSection.Known facts = new CardSection.Known(evaluation, schema, offers, policy);
                sections.add(CardSection.of(models, facts, texts));
                models.forEach((name, info) -> cards.put(name, CardSection.markdown(name, info, facts, texts)));
            }
            sections.removeIf(section -> section.blocks().isEmpty());
            return new Report(new Page(texts.locale(), texts.text("page.title"), lead(), sections), cards);
        }

        private String lead() {
            if (data instanceof Panel panel) {
                return texts.text(
                        "page.panel",
                        texts.numbers().count(panel.users().size()),
                        texts.numbers().count(panel.catalogue().size()),
                        panel.snapshots().get(0).date(),
                        panel.last().date());
            }
            if (data instanceof EventLog log) {
                return texts.text("page.events", texts.numbers().count(log.size()));
            }
            if (runs != null) {
                return texts.text("page.runs", runs.ids().size());
            }
            return texts.text(evaluation == null && insights != null ? "page.segments" : "page.models");
        }
    }
}
