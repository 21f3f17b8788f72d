package dev.recsys.hybrid;

import dev.recsys.data.Vocabulary;
import dev.recsys.hybrid.CalibratedStack.Numbers;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.List;

/** The numbers of a learned blend as sections of a model file, and back. */
final class StackSections {
    /** What the names of the sections begin with. */
    static final String PREFIX = "stack/";

    private static final String CONTEXT = "context";
    private static final String CALIBRATION = "calibration/";

    private StackSections() {}

    /** The sections of a blend, without the prefix; none for a blend that was not learned. */
    static Sections of(Blend blend) {
        Sections.Builder out = Sections.builder();
        CalibratedStack stack = blend instanceof CalibratedStack own
                ? own
                : blend instanceof CalibratedBlend calibrated ? calibrated.lines() : null;
        if (stack != null) {
            Numbers numbers = stack.numbers();
            int[] lined = new int[numbers.componentCount()];
            for (int component = 0; component < lined.length; component++) {
                lined[component] = numbers.lined()[component] ? 1 : 0;
            }
            out.put("rates", numbers.rates())
                    .put("lined", lined)
                    .put("slopes", numbers.slopes())
                    .put("shifts", numbers.shifts())
                    .put("subsets", numbers.subsets())
                    .put("weights", numbers.weights())
                    .put("offsets", numbers.offsets());
            if (numbers.context().count() > 0) {
                out.put(CONTEXT, numbers.context().questions()).put("gates", numbers.gates());
            }
            BlendCalibration calibration = stack.calibration();
            if (!calibration.isNone()) {
                out.put(CALIBRATION + "counts", calibration.counts())
                        .put(CALIBRATION + "from", calibration.from())
                        .put(CALIBRATION + "to", calibration.to());
            }
        }
        return out.build();
    }

    /** Reads the numbers of a blend of some components. */
    static CalibratedStack read(Sections in, List<String> components, Vocabulary vocabulary)
            throws ModelFormatException {
        int items = vocabulary.catalogue().size();
        int[][] groups = Vocabularies.groups(vocabulary);
        int count = components.size();
        int[] kinds = in.ints("lined");
        if (kinds.length != count) {
            throw new ModelFormatException("section \"lined\" must have " + count + " values");
        }
        boolean[] lined = new boolean[count];
        for (int component = 0; component < count; component++) {
            if (kinds[component] != 0 && kinds[component] != 1) {
                throw new ModelFormatException("section \"lined\" holds the value " + kinds[component]);
            }
            lined[component] = kinds[component] == 1;
        }
        int[] subsets = in.ints("subsets");
        boolean hasContext = !in.only(CONTEXT).isEmpty();
        ContextCells context = hasContext ? ContextCells.of(in.ints(CONTEXT), vocabulary) : ContextCells.NONE;
        int gates = Math.multiplyExact(
                Math.multiplyExact(subsets.length, groups.length), Math.multiplyExact(context.count(), count));
        Numbers numbers = new Numbers(
                components,
                vocabulary.catalogue().ids(),
                groups,
                in.finiteDoubles("rates", items),
                lined,
                in.finiteDoubles("slopes", count * groups.length),
                in.finiteDoubles("shifts", Math.multiplyExact(count, items)),
                subsets,
                in.finiteDoubles("weights", Math.multiplyExact(subsets.length, count * groups.length)),
                in.finiteDoubles("offsets", Math.multiplyExact(subsets.length, items)),
                context,
                hasContext ? in.finiteDoubles("gates", gates) : new double[0]);
        return new CalibratedStack(numbers, calibration(in.under(CALIBRATION), items));
    }

    /** The calibration; none where there is none to read. */
    private static BlendCalibration calibration(Sections in, int items) throws ModelFormatException {
        if (in.isEmpty()) {
            return BlendCalibration.none(items);
        }
        int[] counts = in.ints("counts");
        if (counts.length != items) {
            throw new ModelFormatException(
                    "section \"counts\" must have " + items + " values, but has " + counts.length);
        }
        long knots = 0;
        for (int count : counts) {
            knots += count;
        }
        if (knots <= 0 || knots > Integer.MAX_VALUE) {
            throw new ModelFormatException("section \"counts\" sums to " + knots);
        }
        return new BlendCalibration(counts, in.finiteDoubles("from", (int) knots), in.finiteDoubles("to", (int) knots));
    }
}
