package dev.recsys.mlc.targets;

import dev.recsys.data.Vocabulary;
import dev.recsys.mlc.internal.columns.TableBins;
import dev.recsys.mlc.internal.score.MarginScorer;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model of targets is made of.
 *
 * @param targets what is foretold
 * @param vocabulary the columns and their categories
 * @param bins turn a row into small ints
 * @param scorer the trees
 * @param lines of each target, from margin to raw score
 */
record TargetParts(
        List<Target> targets, Vocabulary vocabulary, TableBins bins, MarginScorer scorer, List<RawLine> lines) {
    Sections sections() {
        Sections.Builder out =
                Sections.builder().put("vocabulary", vocabulary).put("count", new int[] {targets.size()});
        double[] slopes = new double[targets.size()];
        double[] offsets = new double[targets.size()];
        for (int k = 0; k < slopes.length; k++) {
            Target target = targets.get(k);
            slopes[k] = lines.get(k).slope();
            offsets[k] = lines.get(k).offset();
            out.put("target" + k + "/column", target.column())
                    .put("target" + k + "/positive", target.positive())
                    .put("target" + k + "/loss", target.loss().name())
                    .put("target" + k + "/missing", target.missing().name())
                    .put("target" + k + "/power", new double[] {target.power()});
        }
        out.put("slopes", slopes).put("offsets", offsets);
        bins.writeTo(out);
        scorer.writeTo(out);
        return out.build();
    }

    static TargetParts readFrom(Sections in) throws ModelFormatException {
        Vocabulary vocabulary = in.vocabulary("vocabulary");
        int[] counts = in.ints("count");
        if (counts.length != 1 || counts[0] < 1) {
            throw new ModelFormatException("section \"count\" must hold the number of targets");
        }
        int count = counts[0];
        List<Target> targets = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            targets.add(target(in, "target" + k + "/"));
        }
        double[] slopes = in.finiteDoubles("slopes", count);
        double[] offsets = in.finiteDoubles("offsets", count);
        List<RawLine> lines = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            if (slopes[k] <= 0 || slopes[k] > RawLine.MOST || Math.abs(offsets[k]) > RawLine.MOST) {
                throw new ModelFormatException(
                        "target \"" + targets.get(k).column() + "\" has a raw score out of range");
            }
            lines.add(new RawLine(slopes[k], offsets[k]));
        }
        int columns = vocabulary.schema().size();
        return new TargetParts(
                List.copyOf(targets),
                vocabulary,
                TableBins.readFrom(in, vocabulary),
                MarginScorer.readFrom(in, count, columns),
                List.copyOf(lines));
    }

    private static Target target(Sections in, String prefix) throws ModelFormatException {
        try {
            return new Target(
                    in.text(prefix + "column"),
                    Target.Loss.valueOf(in.text(prefix + "loss")),
                    in.text(prefix + "positive"),
                    in.finiteDoubles(prefix + "power", 1)[0],
                    Target.Missing.valueOf(in.text(prefix + "missing")));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("target \"" + prefix + "\" is damaged: " + e.getMessage(), e);
        }
    }
}
