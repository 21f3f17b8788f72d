package dev.recsys.mlc.internal.score;

import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.internal.boost.BoostedRounds;
import dev.recsys.mlc.internal.boost.Booster;
import dev.recsys.mlc.internal.boost.CrossFit;
import dev.recsys.mlc.internal.boost.KernelChoice;
import dev.recsys.mlc.internal.boost.LogisticLoss;
import dev.recsys.mlc.internal.boost.Loss;
import dev.recsys.mlc.internal.boost.SoftmaxLoss;
import dev.recsys.mlc.internal.columns.FeatureBinner;
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

/** Trains the trees of all products on the sampled rows, and calibrates them. For one call. */
public final class ScorerTrainer {
    private final TrainingRows rows;
    private final Plan plan;
    private final CrossFit.Progress progress;
    private final Map<String, String> notes = new TreeMap<>();
    private final List<GroupFits> fits = new ArrayList<>();

    /** The models of a group of products, which see some columns: lists of one model a part. */
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
                            .map(each -> Forest.meanOf(List.of(each.get(part))).moved(columns))
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
     * The most models a configuration trains for each group of products.
     *
     * @param plan the options
     * @return at least 1
     */
    public static int modelCount(Plan plan) {
        int each = plan.crossFitting().models() + (plan.stopping().by() == Stopping.By.LAST_PERIOD ? 1 : 0);
        return each * (plan.objective() == Objective.SOFTMAX ? 2 : 1);
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
        List<ProductGroup> groups = new ArrayList<>();
        double[] held =
                new double[plan.crossFitting().models() == 1 ? 0 : rows.matrix().rowCount() * products.length];
        try (Workers workers = Workers.of("mlc", plan.threads());
                Workers alone = Workers.of("mlc", 1)) {
            for (int[] outputs : protection.groups(products)) {
                int[] columns = protection.columnsFor(outputs, products, binner);
                boolean open = columns.length == binner.columnCount();
                groups.add(train(outputs, columns, open ? "" : " protected", held, workers, alone));
            }
        }
        return new ProductScorer(binner, constants, products, protection, groups, calibrate(held));
    }

    private ProductGroup train(
            int[] outputs, int[] columns, String note, double[] held, Workers workers, Workers alone) {
        TrainingRows group = rows.pick(outputs, columns);
        List<List<BoostedRounds>> models = new ArrayList<>();
        double[] margins;
        if (plan.objective() == Objective.LOGISTIC) {
            CrossFit fit = fit(group, new LogisticLoss(group.labels()), group.all(), workers, alone, "products" + note);
            models.add(fit.models());
            margins = fit.heldMargins();
            ProductGroup.toProbabilities(margins, 0);
        } else {
            CrossFit which =
                    fit(group, new SoftmaxLoss(group.labels()), group.adders(), workers, alone, "products" + note);
            CrossFit any =
                    fit(group, new LogisticLoss(group.anyAdded()), group.all(), workers, alone, "adding at all" + note);
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
        fits.add(new GroupFits(outputs, columns, models));
        return fits.get(fits.size() - 1).mean();
    }

    /**
     * The scorers that have not seen one part of the customers each, for scores of customers the trained one has seen.
     *
     * @param scorer what {@link #train} gave
     * @return one a part, as {@link TrainingRows#parts} divides customers; none if there is only one model
     */
    public List<ProductScorer> heldOut(ProductScorer scorer) {
        int parts = plan.crossFitting().models();
        return IntStream.range(0, parts == 1 ? 0 : parts)
                .mapToObj(part -> scorer.withGroups(
                        fits.stream().map(fit -> fit.withoutPart(part)).toList()))
                .toList();
    }

    private static boolean[] owned(TrainingRows group, int row) {
        boolean[] owned = new boolean[group.products().length];
        for (int k = 0; k < owned.length; k++) {
            owned[k] = group.labels().cell(row, k) == Labels.OWNED;
        }
        return owned;
    }

    private CrossFit fit(TrainingRows group, Loss loss, int[] learned, Workers workers, Workers alone, String what) {
        Booster booster = new Booster(
                group.matrix(),
                loss,
                plan.trees(),
                plan.sampling(),
                plan.stopping().earlyStoppingRounds(),
                workers,
                alone);
        CrossFit fit = CrossFit.train(
                booster,
                loss.outputs(),
                group,
                learned,
                plan.trees().rounds(),
                plan.stopping(),
                plan.crossFitting().models(),
                plan.seed(),
                progress);
        notes.put("rounds of " + what, fit.rounds());
        notes.put("stopping of " + what, fit.stopping());
        return fit;
    }

    private Calibration calibrate(double[] held) {
        int outputs = rows.products().length;
        if (held.length == 0) {
            return Calibration.none(outputs);
        }
        notes.put("customers left out", Reliability.of(rows.labels(), held).toString());
        if (plan.crossFitting().calibration() == CrossFitting.Calibration.NONE) {
            return Calibration.none(outputs);
        }
        Calibration calibration = Calibration.fit(rows.labels(), held);
        for (int cell = 0; cell < held.length; cell++) {
            held[cell] = calibration.apply(cell % outputs, held[cell]);
        }
        notes.put(
                "customers left out, calibrated",
                Reliability.of(rows.labels(), held).toString());
        return calibration;
    }
}
