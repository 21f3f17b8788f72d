package dev.recsys.als;

import dev.recsys.als.ConjugateGradient.Accuracy;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.spi.Workers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * {@link AlsFactors} of a catalogue of any size, in floats, turned into the basis in which YᵀY is diagonal so that a user with
 * few items is folded in by the dual or by conjugate gradients, and once more in {@link ItemPanels}. Solvers hold workspace, up
 * to 16 · rank² bytes each; as many are kept as there were requests at one time.
 */
final class LargeFactors implements AlsFactors {
    private static final String FACTORS = "itemFactors";
    private static final String GRAM = "gram";

    private final AlsLoss loss;
    private final FactorMatrix items;
    private final double[] gram; // YᵀY
    private final boolean diagonal;
    private final ItemPanels panels;
    private final Kernels kernels = KernelChoice.best();
    private final ConcurrentLinkedQueue<RowSolver> idle = new ConcurrentLinkedQueue<>();

    private LargeFactors(AlsLoss loss, FactorMatrix items, double[] gram, boolean diagonal) {
        this.loss = loss;
        this.items = items;
        this.gram = gram;
        this.diagonal = diagonal;
        this.panels = ItemPanels.of(items);
    }

    /** Takes the factors over and turns them. */
    static LargeFactors of(AlsLoss loss, FactorMatrix items, Kernels kernels, Workers workers) {
        double[] gram = Gram.of(items, kernels, workers);
        double[] squares = Basis.turn(items, gram, kernels, workers);
        return squares == null
                ? new LargeFactors(loss, items, gram, false)
                : new LargeFactors(loss, items, TunedSweeps.diagonalMatrix(squares, items.rank()), true);
    }

    @Override
    public int rank() {
        return items.rank();
    }

    @Override
    public FoldedUser fold(int[] held, float[] weights) {
        float[][] user = new float[1][];
        solve(new int[][] {held}, new float[][] {weights}, 1, user);
        return new FloatUser(this, user[0], held, weights);
    }

    /**
     * Solves for some users.
     *
     * @param held their items. Not modified.
     * @param weights their weights. Not modified.
     * @param users gets each one's factors in a new array, padded with 0. Modified.
     * @throws IllegalStateException if a system can't be solved
     */
    void solve(int[][] held, float[][] weights, int count, float[][] users) {
        RowSolver solver = idle.poll();
        if (solver == null) {
            solver = new RowSolver(
                    items,
                    gram,
                    diagonal ? squares() : null,
                    loss,
                    kernels,
                    AlsConfig.Solver.TUNED,
                    Accuracy.FLOAT,
                    new WayCounts());
        }
        try {
            for (int user = 0; user < count; user++) {
                solver.solve(held[user], weights[user], held[user].length);
                users[user] = Arrays.copyOf(solver.solution(), items.stride());
            }
        } catch (ArithmeticException e) {
            throw new IllegalStateException("the user's holdings give a system that can't be solved", e);
        } finally {
            idle.offer(solver);
        }
    }

    @Override
    public BlockRanker blockRanker(ScoreRule rule) {
        return new LargeBlockRanker(this, rule);
    }

    private double[] squares() {
        double[] squares = new double[items.stride()];
        for (int f = 0; f < items.rank(); f++) {
            squares[f] = gram[f * items.rank() + f];
        }
        return squares;
    }

    AlsLoss loss() {
        return loss;
    }

    ItemPanels panels() {
        return panels;
    }

    Kernels kernels() {
        return kernels;
    }

    FactorMatrix items() {
        return items;
    }

    double[] gram() {
        return gram;
    }

    float dot(float[] user, int item) {
        return kernels.dot(user, 0, items.block(item), items.at(item), items.stride());
    }

    @Override
    public double[] cosines(int item) {
        float[] own = new float[items.stride()];
        System.arraycopy(items.block(item), items.at(item), own, 0, own.length);
        double norm = Math.sqrt(dot(own, item));
        double[] cosines = new double[items.rowCount()];
        for (int other = 0; other < cosines.length; other++) {
            float[] block = items.block(other);
            int at = items.at(other);
            double square = kernels.dot(block, at, block, at, items.stride());
            cosines[other] = dot(own, other) / (norm * Math.sqrt(square));
        }
        return cosines;
    }

    @Override
    public FactorMatrix itemFactors(int count) {
        FactorMatrix copy = new FactorMatrix(count, items.rank());
        for (int item = 0; item < items.rowCount(); item++) {
            System.arraycopy(items.block(item), items.at(item), copy.block(item), copy.at(item), items.stride());
        }
        return copy;
    }

    @Override
    public AlsFactors replaced(FactorMatrix changed, BitSet which, Workers workers) {
        return of(loss, changed, kernels, workers);
    }

    @Override
    public void writeTo(Sections.Builder out) {
        int rank = items.rank();
        // One section a range of rows, since items × rank may pass what an array holds.
        out.put("rank", new int[] {rank})
                .put("diagonal", new int[] {diagonal ? 1 : 0})
                .put(GRAM, gram);
        int rows = rowsASection(rank);
        for (int from = 0, part = 0; from < items.rowCount(); from += rows, part++) {
            int to = Math.min(items.rowCount(), from + rows);
            float[] values = new float[(to - from) * rank];
            for (int item = from; item < to; item++) {
                System.arraycopy(items.block(item), items.at(item), values, (item - from) * rank, rank);
            }
            out.put(FACTORS + part, values);
        }
    }

    private static int rowsASection(int rank) {
        return Math.max(1, (1 << 24) / rank);
    }

    static LargeFactors readFrom(Sections in, AlsLoss loss, int itemCount, int rank) throws ModelFormatException {
        FactorMatrix items = new FactorMatrix(itemCount, rank);
        int rows = rowsASection(rank);
        for (int from = 0, part = 0; from < itemCount; from += rows, part++) {
            int to = Math.min(itemCount, from + rows);
            float[] values = in.floats(FACTORS + part);
            if (values.length != (to - from) * rank) {
                throw new ModelFormatException("section \"" + FACTORS + part + "\" has the wrong length");
            }
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    throw new ModelFormatException("section \"" + FACTORS + part + "\" holds the value " + value);
                }
            }
            for (int item = from; item < to; item++) {
                System.arraycopy(values, (item - from) * rank, items.block(item), items.at(item), rank);
            }
        }
        int[] diagonal = in.ints("diagonal");
        if (diagonal.length != 1) {
            throw new ModelFormatException("section \"diagonal\" must have 1 value");
        }
        return new LargeFactors(loss, items, in.finiteDoubles(GRAM, rank * rank), diagonal[0] == 1);
    }

    /** One user by float factors. */
    private static final class FloatUser implements FoldedUser {
        private final LargeFactors catalogue;
        private final float[] user;
        private final int[] held;
        private final float[] weights;

        FloatUser(LargeFactors catalogue, float[] user, int[] held, float[] weights) {
            this.catalogue = catalogue;
            this.user = user;
            this.held = held;
            this.weights = weights;
        }

        @Override
        public double[] factors() {
            double[] factors = new double[catalogue.rank()];
            for (int f = 0; f < factors.length; f++) {
                factors[f] = user[f];
            }
            return factors;
        }

        @Override
        public void score(double[] out) {
            catalogue.panels.score(user, catalogue.kernels, out);
        }

        @Override
        public void rank(ScoreRule rule, int itemCount, TopItems top) {
            if (rule.isFit()) {
                catalogue.panels.rank(user, catalogue.kernels, top);
            } else {
                FoldedUser.super.rank(rule, itemCount, top);
            }
        }

        @Override
        public double[] shares(int item) {
            FactorMatrix items = catalogue.items();
            DoubleSolver solver = new DoubleSolver(items.rank());
            AlsLoss loss = catalogue.loss();
            solver.start(catalogue.gram(), loss.unobservedWeight(), loss.ridge(held.length, items.rowCount()));
            for (int h = 0; h < held.length; h++) {
                double c = loss.confidence(weights[h]);
                solver.add(items.block(held[h]), items.at(held[h]), c, loss.unobservedWeight());
            }
            double[] pulled = solver.solveFor(items.block(item), items.at(item));
            double[] shares = new double[held.length];
            for (int h = 0; h < held.length; h++) {
                for (int f = 0; f < pulled.length; f++) {
                    shares[h] += loss.confidence(weights[h]) * pulled[f] * items.get(held[h], f);
                }
            }
            return shares;
        }

        /** By the factors alone: solving for the shares of every offer would cost more than the answer. */
        @Override
        public int mainSource(int item) {
            FactorMatrix items = catalogue.items();
            int best = -1;
            double most = 0;
            for (int h = 0; h < held.length; h++) {
                float[] block = items.block(held[h]);
                double pull = catalogue.loss().confidence(weights[h])
                        * catalogue.kernels.dot(
                                block, items.at(held[h]), items.block(item), items.at(item), items.stride());
                if (pull > most) {
                    most = pull;
                    best = h;
                }
            }
            return best;
        }
    }
}
