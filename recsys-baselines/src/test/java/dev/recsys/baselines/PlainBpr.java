package dev.recsys.baselines;

import java.util.SplittableRandom;

/**
 * Passes of BPR as the formulas say, in doubles and without any sum kept, with the draws of {@link BprDraws}: what it is tested
 * against. Items compared with are drawn uniformly.
 */
final class PlainBpr {
    private final int[][] users; // the items of each
    private final int items;
    private final BprConfig config;
    private final SplittableRandom random;
    private final int[] order;
    final double[][] held;
    final double[][] offered;
    final double[] biases;

    PlainBpr(int[][] users, int items, BprConfig config) {
        this.users = users;
        this.items = items;
        this.config = config;
        this.random = new SplittableRandom(config.seed());
        this.held = start();
        this.offered = start();
        this.biases = new double[items];
        this.order = new int[users.length];
        for (int user = 0; user < order.length; user++) {
            order[user] = user;
        }
    }

    private double[][] start() {
        double[][] values = new double[items][config.factors()];
        for (double[] row : values) {
            for (int f = 0; f < row.length; f++) {
                row[f] = (random.nextDouble() - 0.5) / config.factors();
            }
        }
        return values;
    }

    void pass() {
        for (int left = order.length; left > 0; left--) {
            int place = random.nextInt(left);
            int user = order[place];
            order[place] = order[left - 1];
            order[left - 1] = user;
            learn(users[user]);
        }
    }

    private void learn(int[] owned) {
        double rate = config.learningRate();
        double kept = 1 - rate * config.regularization();
        double scale = owned.length > 1 ? 1 / Math.sqrt(owned.length - 1) : 0;
        double[][] slopes = new double[owned.length][config.factors()]; // of each held vector
        for (int item : owned) {
            int other = random.nextInt(items);
            while (contains(owned, other)) {
                other = random.nextInt(items);
            }
            double[] customer = new double[config.factors()];
            double margin = biases[item] - biases[other];
            for (int f = 0; f < customer.length; f++) {
                for (int one : owned) {
                    customer[f] += one == item ? 0 : scale * held[one][f];
                }
                margin += customer[f] * (offered[item][f] - offered[other][f]);
            }
            double pull = 1 / (1 + Math.exp(margin));
            for (int f = 0; f < customer.length; f++) {
                for (int h = 0; h < owned.length; h++) {
                    slopes[h][f] += owned[h] == item ? 0 : scale * pull * (offered[item][f] - offered[other][f]);
                }
                offered[item][f] = kept * offered[item][f] + rate * pull * customer[f];
                offered[other][f] = kept * offered[other][f] - rate * pull * customer[f];
            }
            biases[item] = kept * biases[item] + rate * pull;
            biases[other] = kept * biases[other] - rate * pull;
        }
        for (int h = 0; h < owned.length && owned.length > 1; h++) {
            for (int f = 0; f < config.factors(); f++) {
                held[owned[h]][f] = kept * held[owned[h]][f] + rate * slopes[h][f];
            }
        }
    }

    private static boolean contains(int[] owned, int item) {
        for (int one : owned) {
            if (one == item) {
                return true;
            }
        }
        return false;
    }
}
