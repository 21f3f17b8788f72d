package dev.recsys.mlc.internal.score;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.boost.BoostedRounds;
import dev.recsys.mlc.internal.boost.Booster;
import dev.recsys.mlc.internal.boost.CrossFit;
import dev.recsys.mlc.internal.boost.DistilledLoss;
import dev.recsys.mlc.internal.boost.KernelChoice;
import dev.recsys.mlc.internal.boost.LogisticLoss;
import dev.recsys.mlc.internal.boost.Loss;
import dev.recsys.mlc.internal.boost.SoftmaxLoss;
import dev.recsys.mlc.internal.columns.FeatureBinner;
import dev.recsys.mlc.internal.columns.KnownFacts;
import dev.recsys.mlc.internal.columns.Labels;
import dev.recsys.mlc.internal.columns.TrainingRows;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Stopping;
import dev.recsys.mlc.options.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Trains the trees of all products on the sampled rows, and calibrates them. For one call. */
public final class ScorerTrainer {
    private final TrainingRows rows;
    private final Plan plan;
    private final CrossFit.Progress progress;
    private final Map<String, String> notes = new TreeMap<>();
    private final List<List<GroupFits>> fits = new ArrayList<>(); // of each scorer
    private @Nullable Teacher teacher; // of the scorers after the first

    /** The models of a group of products, which see some columns: lists of one model a part, or of one for all. */
    @SuppressWarnings("ArrayRecordComponent") // package-private, never compared
    private record GroupFits(int[] outputs, int[] columns, List<List<BoostedRounds>> models) {
        ProductGroup mean() {
            return new ProductGroup(
                    outputs,
                    models.stream()
                            .map(each -> Forest.meanOf(each).moved(columns))
                            .toList());
        }

        ProductGroup withoutPart(int part) {
            return new ProductGroup(
                    outputs,
                    models.stream()
                            .map(each -> each.size() == 1 ? each : List.of(each.get(part)))
                            .map(each -> Forest.meanOf(each).moved(columns))
                            .toList());
        }
    }

    /**
     * What to train.
     *
     * @param objective what is learned
     * @param trees how trees are grown
     * @param sampling of rows and columns
     * @param stopping when to stop
     * @param crossFitting how many models, and their calibration
     * @param seed of the sampling
     * @param threads how many to use
     */
    public record Plan(
            Objective objective,
            Trees trees,
            Sampling sampling,
            Stopping stopping,
            CrossFitting crossFitting,
            long seed,
            int threads) {}

    /**
     * A trainer for one call.
     *
     * @param rows to learn from
     * @param plan the options
     * @param progress called after each model
     */
    public ScorerTrainer(TrainingRows rows, Plan plan, CrossFit.Progress progress) {
        this.rows = rows;
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * The most models that {@link #train(FeatureBinner, double[], Protection)} trains.
     *
     * @param binner tells which facts there are
     * @param protection parts the products into groups
     * @return at least 0
     */
    public int modelCount(FeatureBinner binner, Protection protection) {
        int each = plan.crossFitting().models() + (plan.stopping().by() == Stopping.By.LAST_PERIOD ? 1 : 0);
        int[] groups = served(plan, binner).stream()
                .mapToInt(facts ->
                        protection.groups(rows.products(), facts, binner).size())
                .toArray();
        int less = IntStream.of(groups).sum() - groups[0];
        int ofGroup = each * (plan.objective() == Objective.SOFTMAX ? 2 : 1);
        return ofGroup * groups[0] + (plan.crossFitting().models() == 1 ? ofGroup : 1) * less;
    }

    /** The sets of facts that a configuration trains for. */
    static List<KnownFacts> served(Plan plan, FeatureBinner binner) {
        List<KnownFacts> served = binner.served();
        return plan.crossFitting().fallbackModels() ? served : served.subList(0, 1);
    }

    /**
     * What was found worth telling.
     *
     * @return by name
     */
    public Map<String, String> notes() {
        return notes;
    }

    /**
     * Trains.
     *
     * @param binner that binned the rows
     * @param constants one an item, for those not learned. Not modified.
     * @param protection parts the products into groups
     * @return the scorer
     */
    public ProductScorer train(FeatureBinner binner, double[] constants, Protection protection) {
        int[] products = rows.products();
        notes.put("objective", plan.objective().name().toLowerCase(java.util.Locale.ROOT));
        notes.put("kernels", KernelChoice.bestName());
        notes.put("products learned", Integer.toString(products.length));
        notes.put("products protected", Integer.toString(protection.itemCount()));
        notes.put("rows", Integer.toString(rows.matrix().rowCount()));
        List<KnownScorer> scorers = new ArrayList<>();
        try (Workers workers = Workers.of("mlc", plan.threads());
                Workers alone = Workers.of("mlc", 1)) {
            for (KnownFacts facts : served(plan, binner)) {
                Teacher known = teacher;
                scorers.add(
                        known == null
                                ? train(facts, scorers.isEmpty(), binner, protection, workers, alone)
                                : train(known, facts, binner, protection, workers, alone));
            }
        }
        return new ProductScorer(binner, constants, products, protection, scorers);
    }

    private KnownScorer train(
            KnownFacts facts,
            boolean isAll,
            FeatureBinner binner,
            Protection protection,
            Workers workers,
            Workers alone) {
        String note = isAll ? "" : " known by " + facts;
        int[] products = rows.products();
        TrainingRows seen = facts.holdings() ? rows : rows.withoutOwners();
        double[] held =
                new double[plan.crossFitting().models() == 1 ? 0 : rows.matrix().rowCount() * products.length];
        List<GroupFits> groups = new ArrayList<>();
        for (int[] outputs : protection.groups(products, facts, binner)) {
            boolean open = protection.columnsFor(outputs, products, binner).length == binner.columnCount();
            int[] columns = KnownScorer.columns(facts, outputs, products, binner, protection);
            Part part = new Part(seen.pick(outputs, columns), (open ? "" : " protected") + note, workers, alone);
            groups.add(train(part, outputs, columns, held));
        }
        fits.add(groups);
        Calibration calibration = calibrate(seen.labels(), note, held);
        if (held.length > 0) {
            teacher = new Teacher(rows.labels().cells(), products.length, held, rounds(groups));
        }
        return scorer(facts, groups, calibration, binner, protection);
    }

    /** Of the first group's models, on average. */
    private static int rounds(List<GroupFits> groups) {
        return (int) groups.stream()
                .limit(1)
                .flatMap(group -> group.models().get(0).stream())
                .mapToInt(model -> model.rounds().size())
                .average()
                .orElse(0);
    }

    /** A scorer of fewer facts, which learns from the probabilities of the first. */
    private KnownScorer train(
            Teacher known,
            KnownFacts facts,
            FeatureBinner binner,
            Protection protection,
            Workers workers,
            Workers alone) {
        int[] products = rows.products();
        TrainingRows seen = facts.holdings() ? rows : rows.withoutOwners();
        List<GroupFits> groups = new ArrayList<>();
        for (int[] outputs : protection.groups(products, facts, binner)) {
            int[] columns = KnownScorer.columns(facts, outputs, products, binner, protection);
            TrainingRows group = seen.pick(outputs, columns);
            Loss loss = new DistilledLoss(group.labels(), known.targets(outputs));
            BoostedRounds model = booster(group, loss, workers, alone)
                    .train(group.all(), new int[0], known.rounds(), 31 * plan.seed());
            groups.add(new GroupFits(outputs, columns, List.of(List.of(model))));
            progress.report(Double.NaN);
        }
        fits.add(groups);
        return scorer(facts, groups, Calibration.none(products.length), binner, protection);
    }

    private KnownScorer scorer(
            KnownFacts facts,
            List<GroupFits> groups,
            Calibration calibration,
            FeatureBinner binner,
            Protection protection) {
        return KnownScorer.of(
                facts,
                groups.stream().map(GroupFits::mean).toList(),
                calibration,
                binner,
                protection,
                rows.products().length);
    }

    /** Products that are learned together from some facts, and who works on them. */
    private record Part(TrainingRows rows, String note, Workers workers, Workers alone) {}

    private GroupFits train(Part part, int[] outputs, int[] columns, double[] held) {
        TrainingRows group = part.rows();
        List<List<BoostedRounds>> models = new ArrayList<>();
        double[] margins;
        if (plan.objective() == Objective.LOGISTIC) {
            CrossFit fit = fit(part, new LogisticLoss(group.labels()), group.all(), "products");
            models.add(fit.models());
            margins = fit.heldMargins();
            ProductGroup.toProbabilities(margins, 0);
        } else {
            CrossFit which = fit(part, new SoftmaxLoss(group.labels()), group.adders(), "products");
            CrossFit any = fit(part, new LogisticLoss(group.anyAdded()), group.all(), "adding at all");
            models.add(which.models());
            models.add(any.models());
            margins = which.heldMargins();
            for (int row = 0; row < any.heldMargins().length; row++) {
                ProductGroup.toProbabilities(margins, row * outputs.length, owned(group, row), any.heldMargins()[row]);
            }
        }
        int products = rows.products().length;
        for (int cell = 0; cell < margins.length; cell++) {
            held[cell / outputs.length * products + outputs[cell % outputs.length]] = margins[cell];
        }
        return new GroupFits(outputs, columns, models);
    }

    /**
     * The scorers that have not seen one part of the customers each, for scores of customers the trained one has seen. Where
     * less is known of a customer, all of them score by the same trees, which have seen every customer.
     *
     * @param scorer what {@link #train(FeatureBinner, double[], Protection)} gave
     * @return one a part, as {@link TrainingRows#parts} divides customers; none if there is only one model
     */
    public List<ProductScorer> heldOut(ProductScorer scorer) {
        int parts = plan.crossFitting().models();
        return IntStream.range(0, parts == 1 ? 0 : parts)
                .mapToObj(part -> scorer.withGroups(fits.stream()
                        .map(groups -> groups.stream()
                                .map(group -> group.withoutPart(part))
                                .toList())
                        .toList()))
                .toList();
    }

    private static boolean[] owned(TrainingRows group, int row) {
        boolean[] owned = new boolean[group.products().length];
        for (int k = 0; k < owned.length; k++) {
            owned[k] = group.labels().cell(row, k) == Labels.OWNED;
        }
        return owned;
    }

    private CrossFit fit(Part part, Loss loss, int[] learned, String what) {
        TrainingRows group = part.rows();
        String name = what + part.note();
        CrossFit fit = CrossFit.train(
                booster(group, loss, part.workers(), part.alone()),
                loss.outputs(),
                group,
                learned,
                plan.trees().rounds(),
                plan.stopping(),
                plan.crossFitting().models(),
                plan.seed(),
                progress);
        notes.put("rounds of " + name, fit.rounds());
        notes.put("stopping of " + name, fit.stopping());
        return fit;
    }

    private Booster booster(TrainingRows group, Loss loss, Workers workers, Workers alone) {
        return new Booster(
                group.matrix(),
                loss,
                plan.trees(),
                plan.sampling(),
                plan.stopping().earlyStoppingRounds(),
                workers,
                alone);
    }

    private Calibration calibrate(Labels labels, String note, double[] held) {
        int outputs = rows.products().length;
        if (held.length == 0) {
            return Calibration.none(outputs);
        }
        notes.put("customers left out" + note, Reliability.of(labels, held).toString());
        if (plan.crossFitting().calibration() == CrossFitting.Calibration.NONE) {
            return Calibration.none(outputs);
        }
        Calibration calibration = Calibration.fit(labels, held);
        for (int cell = 0; cell < held.length; cell++) {
            held[cell] = calibration.apply(cell % outputs, held[cell]);
        }
        notes.put(
                "customers left out" + note + ", calibrated",
                Reliability.of(labels, held).toString());
        return calibration;
    }
}
