package dev.recsys.als.internal.serve;

import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.als.internal.solve.FoldIn;
import dev.recsys.pipeline.TopItems;
import java.util.Arrays;

/**
 * {@link FactorRanker} of a large catalogue: the block's users are solved one after the other, then scored together, a panel
 * of items at a time. Users whom no later panel can matter to leave the block. Workspace: about 4 · 128 · rank bytes.
 */
final class LargeBlockRanker implements FactorRanker {
    private static final int WIDTH = ItemPanels.WIDTH;

    private final FoldIn catalogue;
    private final ScoreRule rule;
    private final ItemPanels panels;
    private final Kernels kernels;
    private final int rank;
    private final float[][] users = new float[USERS][];
    private final double[] reaches = new double[USERS];
    private final int[] active = new int[USERS];
    private final float[] left; // rank × rows: the factors of the active users, transposed
    private final float[] scores = new float[USERS * WIDTH];
    private int rows;

    LargeBlockRanker(FoldIn catalogue, ItemPanels panels, ScoreRule rule) {
        this.catalogue = catalogue;
        this.rule = rule;
        this.panels = panels;
        this.kernels = catalogue.kernels();
        this.rank = catalogue.items().rank();
        this.left = new float[rank * USERS];
    }

    @Override
    public void rank(int[][] held, float[][] weights, int count, TopItems[] tops) {
        catalogue.solve(held, weights, count, users);
        for (int user = 0; user < count; user++) {
            active[user] = user;
            reaches[user] = panels.reach(users[user]);
        }
        int remaining = count;
        pack(remaining);
        for (int panel = 0; panel < panels.panelCount(); panel++) {
            if (rule.isFit()) {
                int needed = 0;
                for (int a = 0; a < remaining; a++) {
                    needed += isDone(panel, active[a], tops) ? 0 : 1;
                }
                if (needed == 0) {
                    return;
                }
                // Packing costs about as much as a panel, so users leave in numbers.
                if (4 * roundUp(needed) <= 3 * rows) {
                    remaining = leave(panel, remaining, tops);
                    pack(remaining);
                }
            }
            kernels.product(left, rows, panels.panel(panel), rank, scores, WIDTH);
            for (int a = 0; a < remaining; a++) {
                offer(panel, a * WIDTH, tops[active[a]]);
            }
        }
    }

    private boolean isDone(int panel, int user, TopItems[] tops) {
        return panels.isBeyond(panel, reaches[user], tops[user].threshold());
    }

    private int leave(int panel, int remaining, TopItems[] tops) {
        int kept = 0;
        for (int a = 0; a < remaining; a++) {
            if (!isDone(panel, active[a], tops)) {
                active[kept++] = active[a];
            }
        }
        return kept;
    }

    private static int roundUp(int users) {
        return (users + 3) / 4 * 4;
    }

    private void pack(int count) {
        rows = roundUp(count);
        Arrays.fill(left, 0, rank * rows, 0);
        for (int a = 0; a < count; a++) {
            float[] user = users[active[a]];
            for (int f = 0; f < rank; f++) {
                left[f * rows + a] = user[f];
            }
        }
    }

    private void offer(int panel, int at, TopItems top) {
        if (rule.isFit()) {
            panels.offer(panel, scores, at, kernels, top);
            return;
        }
        for (int place = 0; place < panels.size(panel); place++) {
            int item = panels.item(panel, place);
            double score = rule.score(scores[at + place], item);
            if (!(score < top.threshold())) {
                top.offer(item, score);
            }
        }
    }
}
