package dev.recsys.baselines;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.ExpLog;
import dev.recsys.internal.run.Workers;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Passes of stochastic gradient ascent over users in a random order, by one thread and so the same at any number of them; what
 * they are compared with is drawn ahead by another. Of each interaction the user's vector is that of the user's other items.
 * What the offered items' vectors learn counts at once, what the held items' learn at the end of the user.
 *
 * <p>A vector is an array of its own: JIT compilers do not see that parts of one array do not overlap.
 */
final class BprSgd {
    private final InteractionMatrix users;
    private final BprConfig config;
    private final Workers workers;
    private final BprDraws draws;
    private final float[][] held; // items × size
    private final float[][] offered; // items × size
    private final float[] biases;
    private final int size;
    private final float[] sum; // of the user's held vectors
    private final float[] customer; // the vector of a sample
    private final float[] products; // of its coordinates and what the two items differ by
    private final float[] total; // what all samples of the user teach
    private float[][] lessons = new float[0][]; // what each sample teaches, samples × size

    /**
     * For passes from a random start.
     *
     * @param workers two do all they can
     */
    BprSgd(InteractionMatrix users, BprConfig config, Workers workers) {
        this.users = users;
        this.config = config;
        this.workers = workers;
        this.size = config.factors();
        SplittableRandom random = new SplittableRandom(config.seed());
        this.held = start(random);
        this.offered = start(random);
        this.biases = new float[users.columnCount()];
        this.draws = new BprDraws(users, config.negatives(), random);
        this.sum = new float[size];
        this.customer = new float[size];
        this.products = new float[size];
        this.total = new float[size];
    }

    private float[][] start(SplittableRandom random) {
        float[][] values = new float[users.columnCount()][size];
        for (float[] row : values) {
            for (int f = 0; f < size; f++) {
                row[f] = (float) ((random.nextDouble() - 0.5) / size);
            }
        }
        return values;
    }

    /** The vectors as they are now, copied. */
    BprFactors factors() {
        return new BprFactors(held.length, size, flat(held), flat(offered), biases.clone());
    }

    private float[] flat(float[][] rows) {
        float[] values = new float[rows.length * size];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, values, row * size, size);
        }
        return values;
    }

    /** One pass; gives the share of samples whose item was ranked above the one compared with. */
    double pass() {
        long[] right = new long[1];
        long samples = 0;
        draws.restart();
        BprDraws.Part drawn = draws.next(new BprDraws.Part());
        BprDraws.Part spare = new BprDraws.Part();
        while (drawn.userCount() > 0) {
            BprDraws.Part part = drawn;
            BprDraws.Part next = spare;
            workers.forRanges(2, 1, (range, from, to) -> {
                if (range == 0) {
                    right[0] += learn(part);
                } else {
                    draws.next(next);
                }
            });
            samples += part.sampleCount();
            drawn = next;
            spare = part;
        }
        return samples == 0 ? 0 : (double) right[0] / samples;
    }

    private int learn(BprDraws.Part part) {
        int right = 0;
        int first = 0;
        for (int i = 0; i < part.userCount(); i++) {
            int user = part.user(i);
            right += learn(user, part, first);
            first += users.rowSize(user);
        }
        return right;
    }

    private int learn(int user, BprDraws.Part part, int drawn) {
        int first = users.rowStart(user);
        int count = users.rowSize(user);
        makeRoom(count);
        Arrays.fill(sum, 0);
        Arrays.fill(total, 0);
        for (int cell = first; cell < first + count; cell++) {
            add(held[users.columnAt(cell)], sum);
        }
        float scale = count > 1 ? (float) BprFactors.scale(count - 1) : 0;
        float kept = 1 - (float) (config.learningRate() * config.regularization());
        int right = 0;
        for (int sample = 0; sample < count; sample++) {
            int item = users.columnAt(first + sample);
            right += compare(item, part.other(drawn + sample), scale, kept, lessons[sample]) ? 1 : 0;
        }
        float rate = (float) config.learningRate() * scale;
        for (int sample = 0; sample < count && count > 1; sample++) {
            teach(rate, total, lessons[sample], kept, held[users.columnAt(first + sample)]);
        }
        return right;
    }

    private void makeRoom(int samples) {
        int before = lessons.length;
        if (before < samples) {
            lessons = Arrays.copyOf(lessons, Math.max(samples, 2 * before));
            for (int sample = before; sample < lessons.length; sample++) {
                lessons[sample] = new float[size];
            }
        }
    }

    /** to += from. Modified: {@code to}. */
    private static void add(float[] from, float[] to) {
        for (int f = 0; f < to.length; f++) {
            to[f] += from[f];
        }
    }

    /** A held vector learns from all samples of the user but its own. Modified: {@code row}. */
    private static void teach(float rate, float[] total, float[] lesson, float kept, float[] row) {
        for (int f = 0; f < total.length; f++) {
            row[f] = kept * row[f] + rate * (total[f] - lesson[f]);
        }
    }

    /** Moves an item the user has up and another down; says whether they stood right already. */
    private boolean compare(int item, int other, float scale, float kept, float[] lesson) {
        float[] up = offered[item];
        float[] down = offered[other];
        multiply(scale, sum, held[item], up, down, customer, products);
        double margin = biases[item] - biases[other] + sum(products);
        float pull = (float) (1 / (1 + ExpLog.exp(margin)));
        float step = (float) config.learningRate() * pull;
        move(pull, step, kept, customer, up, down, lesson, total);
        biases[item] = kept * biases[item] + step;
        biases[other] = kept * biases[other] - step;
        return margin > 0;
    }

    /**
     * The user's vector without an item, and its products with what two items differ by. Modified: {@code customer} and
     * {@code products}.
     */
    private static void multiply(
            float scale, float[] sum, float[] own, float[] up, float[] down, float[] customer, float[] products) {
        for (int f = 0; f < sum.length; f++) {
            float value = scale * (sum[f] - own[f]);
            customer[f] = value;
            products[f] = value * (up[f] - down[f]);
        }
    }

    /** Moves both items, and keeps what the sample teaches the held vectors. Modified: the last four. */
    private static void move(
            float pull,
            float step,
            float kept,
            float[] customer,
            float[] up,
            float[] down,
            float[] lesson,
            float[] total) {
        for (int f = 0; f < customer.length; f++) {
            float more = up[f];
            float less = down[f];
            float moved = step * customer[f];
            float taught = pull * (more - less);
            lesson[f] = taught;
            total[f] += taught;
            up[f] = kept * more + moved;
            down[f] = kept * less - moved;
        }
    }

    /** In four sums so that the processor need not wait for one. */
    private static double sum(float[] products) {
        int size = products.length;
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int f = 0;
        for (; f + 4 <= size; f += 4) {
            a += products[f];
            b += products[f + 1];
            c += products[f + 2];
            d += products[f + 3];
        }
        for (; f < size; f++) {
            a += products[f];
        }
        return (double) a + b + c + d;
    }
}
