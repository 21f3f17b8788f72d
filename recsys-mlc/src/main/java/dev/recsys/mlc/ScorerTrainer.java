package dev.recsys.mlc;

import dev.recsys.spi.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains the trees of all products on the sampled rows, and calibrates them. For one call. */
final class ScorerTrainer {
    private final TrainingRows rows;
    private final MlcConfig config;
    private final CrossFit.Progress progress;
    private final Map<String, String> notes = new TreeMap<>();

    ScorerTrainer(TrainingRows rows, MlcConfig config, CrossFit.Progress progress) {
        this.rows = rows;
        this.config = config;
        this.progress = progress;
    }

    /** How many models a configuration trains. */
    static int modelCount(MlcConfig config) {
        return config.models() * (config.objective() == MlcConfig.Objective.SOFTMAX ? 2 : 1);
    }

    /** What was found worth telling. */
    Map<String, String> notes() {
        return notes;
    }

    ProductScorer train(FeatureBinner binner, double[] constants) {
        int[] products = rows.products();
        notes.put("objective", config.objective().name().toLowerCase(java.util.Locale.ROOT));
        notes.put("products learned", Integer.toString(products.length));
        notes.put("rows", Integer.toString(rows.matrix().rowCount()));
        if (products.length == 0) {
            return new ProductScorer(binner, constants, products, List.of(), Calibration.none(0));
        }
        List<Forest> forests = new ArrayList<>();
        double[] held;
        try (Workers workers = Workers.of(MlcModel.ALGORITHM, config.threads());
                Workers alone = Workers.of(MlcModel.ALGORITHM, 1)) {
            if (config.objective() == MlcConfig.Objective.LOGISTIC) {
                CrossFit fit = fit(new LogisticLoss(rows.labels()), rows.all(), workers, alone, "rounds of products");
                forests.add(Forest.meanOf(fit.models()));
                held = fit.heldMargins();
                ProductScorer.toProbabilities(held, 0);
            } else {
                CrossFit which =
                        fit(new SoftmaxLoss(rows.labels()), rows.adders(), workers, alone, "rounds of products");
                CrossFit any =
                        fit(new LogisticLoss(rows.anyAdded()), rows.all(), workers, alone, "rounds of adding at all");
                forests.add(Forest.meanOf(which.models()));
                forests.add(Forest.meanOf(any.models()));
                held = which.heldMargins();
                for (int row = 0; row < any.heldMargins().length; row++) {
                    ProductScorer.toProbabilities(held, row * products.length, owned(row), any.heldMargins()[row]);
                }
            }
        }
        return new ProductScorer(binner, constants, products, forests, calibrate(held));
    }

    private CrossFit fit(Loss loss, int[] learned, Workers workers, Workers alone, String note) {
        int[] parts = rows.parts(config.models(), config.seed());
        Booster booster = new Booster(rows.matrix(), loss, config, workers, alone);
        CrossFit fit = CrossFit.train(
                booster, rows.matrix(), loss.outputs(), learned, parts, config, config.seed() * 31, progress);
        notes.put(note, fit.rounds());
        return fit;
    }

    private boolean[] owned(int row) {
        boolean[] owned = new boolean[rows.products().length];
        for (int k = 0; k < owned.length; k++) {
            owned[k] = rows.labels().cell(row, k) == Labels.OWNED;
        }
        return owned;
    }

    private Calibration calibrate(double[] held) {
        int outputs = rows.products().length;
        if (held.length == 0) {
            return Calibration.none(outputs);
        }
        notes.put("customers left out", Reliability.of(rows.labels(), held).toString());
        if (config.calibration() == MlcConfig.Calibration.NONE) {
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
