package dev.recsys.eval;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Means over users who added something for lists of 1, 2, … items; what metrics of these lengths would give. Not thread-safe. */
final class LengthTally {
    private static final List<String> NAMES = List.of("map", "recall", "precision", "hit-rate");

    private final double[][] sums; // by name and length
    private long users;

    /** Sums for lists of up to so many items. */
    LengthTally(int longest) {
        sums = new double[NAMES.size()][longest];
    }

    /** Counts an answer; nothing where there is no truth. */
    void add(List<String> ranked, Set<String> truth) {
        int longest = sums[0].length;
        if (truth.isEmpty() || longest == 0) {
            return;
        }
        users++;
        if (ranked instanceof JudgedList judged && judged.isJudgedBy(truth) && !judged.isHit()) {
            return; // nothing but zeros to add
        }
        boolean[] hits = Hits.of(ranked, truth, longest);
        int found = 0;
        double precisions = 0;
        for (int place = 0; place < longest; place++) {
            if (place < hits.length && hits[place]) {
                precisions += (double) ++found / (place + 1);
            }
            sums[0][place] += precisions / Math.min(place + 1, truth.size());
            sums[1][place] += (double) found / truth.size();
            sums[2][place] += (double) found / (place + 1);
            sums[3][place] += found > 0 ? 1 : 0;
        }
    }

    void add(LengthTally other) {
        users += other.users;
        for (int i = 0; i < sums.length; i++) {
            for (int place = 0; place < sums[i].length; place++) {
                sums[i][place] += other.sums[i][place];
            }
        }
    }

    /** The means by name, one a length; none where nobody counted. */
    Map<String, List<Double>> means() {
        Map<String, List<Double>> means = new LinkedHashMap<>();
        for (int i = 0; i < sums.length && users > 0 && sums[i].length > 0; i++) {
            means.put(
                    NAMES.get(i),
                    Arrays.stream(sums[i]).map(sum -> sum / users).boxed().toList());
        }
        return means;
    }
}
