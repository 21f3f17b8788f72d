package dev.recsys.cli;

import dev.recsys.cluster.ClusterModel;
import dev.recsys.cluster.ClusterProfile;
import dev.recsys.cluster.ClusterProfile.CategoryShare;
import dev.recsys.cluster.table.ExplainingTree;
import dev.recsys.cluster.table.SegmentDescription;
import dev.recsys.cluster.table.StudyResult;
import dev.recsys.cluster.table.TableAssignments;
import dev.recsys.cluster.table.TableSegments;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.io.SantanderSchema;
import dev.recsys.report.SegmentStudy;
import dev.recsys.report.SegmentStudy.Attempt;
import dev.recsys.report.SegmentStudy.Path;
import dev.recsys.report.SegmentStudy.Place;
import dev.recsys.report.SegmentStudy.Segment;
import dev.recsys.report.SegmentStudy.Trait;
import dev.recsys.report.SegmentStudy.Trait.Figure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What segments are like, in the words of the report. */
final class SegmentFacts {
    private static final int PLACES = 600;

    private SegmentFacts() {}

    /** A study of a table, the segments of its best trial, and where rows lie. */
    static SegmentStudy of(StudyResult result, TableSegments found, TableAssignments rows) {
        List<Segment> segments = new ArrayList<>();
        for (SegmentDescription each : found.descriptions()) {
            List<Trait> traits = each.traits().stream()
                    .map(trait -> new Trait(
                            trait.column(),
                            trait.value().isEmpty() ? Figure.MEAN : Figure.SHARE,
                            trait.value(),
                            trait.inSegment(),
                            trait.overall(),
                            trait.strength()))
                    .toList();
            segments.add(new Segment(Integer.toString(each.segment()), each.size(), traits));
        }
        List<Attempt> trials = result.trials().stream()
                .map(trial -> new Attempt(
                        trial.k(), trial.preparation(), trial.silhouette(), trial.inertia(), trial.stability()))
                .toList();
        ExplainingTree tree = found.tree();
        List<Path> rules = tree.rules().stream()
                .map(rule -> new Path(rule.conditions(), Integer.toString(rule.segment()), rule.share(), rule.purity()))
                .toList();
        List<Double> shares = found.pictureShares();
        List<Place> places = new ArrayList<>();
        int count = shares.isEmpty() ? 0 : Math.min(PLACES, rows.rowCount());
        for (int i = 0; i < count; i++) {
            int row = (int) ((2L * i + 1) * rows.rowCount() / (2L * count));
            double[] place = rows.picture(row);
            places.add(new Place(Integer.toString(rows.segment(row)), place[0], place[1]));
        }
        return new SegmentStudy(segments, trials, result.elbows(), rules, tree.fidelity(), places, shares);
    }

    /** The segments of a model; what all customers are like is counted in the last snapshot. */
    static SegmentStudy of(ClusterModel model, Panel panel) {
        FeatureTable table = panel.last().features();
        List<Segment> segments = new ArrayList<>();
        Map<Integer, double[]> moments = new LinkedHashMap<>();
        Map<Integer, Map<String, Double>> shares = new LinkedHashMap<>();
        for (ClusterProfile profile : model.profiles()) {
            List<Trait> traits = new ArrayList<>();
            profile.means().forEach((feature, mean) -> {
                int column = panel.schema().indexOf(feature);
                double[] all = moments.computeIfAbsent(column, key -> moments(table, key));
                double strength = all[1] > 0 ? (mean - all[0]) / all[1] : 0;
                Figure figure = SantanderSchema.dateFeatures().contains(feature) ? Figure.MEAN_DATE : Figure.MEAN;
                traits.add(new Trait(panel.schema().feature(column).label(), figure, "", mean, all[0], strength));
            });
            profile.categories().forEach((feature, values) -> {
                int column = panel.schema().indexOf(feature);
                Map<String, Double> all = shares.computeIfAbsent(column, key -> shares(table, key));
                for (CategoryShare value : values) {
                    double share = all.getOrDefault(value.value(), 0.0);
                    double spread = Math.sqrt(share * (1 - share));
                    traits.add(new Trait(
                            panel.schema().feature(column).label(),
                            Figure.SHARE,
                            value.value(),
                            value.share(),
                            share,
                            spread > 0 ? (value.share() - share) / spread : 0));
                }
            });
            traits.sort(Comparator.comparingDouble(trait -> -Math.abs(trait.strength())));
            segments.add(new Segment(Integer.toString(profile.cluster()), profile.size(), traits));
        }
        return SegmentStudy.of(segments);
    }

    /** Mean and standard deviation of the values that are known. */
    private static double[] moments(FeatureTable table, int column) {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (int row = 0; row < table.rowCount(); row++) {
            double value = table.number(row, column);
            if (!Double.isNaN(value)) {
                sum += value;
                squares += value * value;
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        return new double[] {mean, count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean))};
    }

    private static Map<String, Double> shares(FeatureTable table, int column) {
        long[] counts = new long[table.dictionary(column).size()];
        long known = 0;
        for (int row = 0; row < table.rowCount(); row++) {
            int code = table.code(row, column);
            if (code >= 0) {
                counts[code]++;
                known++;
            }
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int code = 0; code < counts.length && known > 0; code++) {
            shares.put(table.dictionary(column).id(code), (double) counts[code] / known);
        }
        return shares;
    }
}
