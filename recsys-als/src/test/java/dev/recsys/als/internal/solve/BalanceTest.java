package dev.recsys.als.internal.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BalanceTest {
    private static final int RANK = 7;

    /** Σ of outer products of random vectors, some directions far longer than others. */
    private static double[] sum(SplittableRandom random, double stretch) {
        double[] sum = new double[RANK * RANK];
        for (int row = 0; row < 30; row++) {
            double[] factors = random.doubles(RANK, -1, 1).toArray();
            factors[row % RANK] *= stretch;
            Balance.add(sum, 1, factors, 0, RANK);
        }
        return sum;
    }

    private static double[] product(double[] a, double[] b, boolean transposeB) {
        double[] product = new double[RANK * RANK];
        for (int i = 0; i < RANK; i++) {
            for (int j = 0; j < RANK; j++) {
                for (int k = 0; k < RANK; k++) {
                    product[i * RANK + j] += a[i * RANK + k] * b[transposeB ? j * RANK + k : k * RANK + j];
                }
            }
        }
        return product;
    }

    private static double[] transposed(double[] a) {
        double[] transposed = new double[RANK * RANK];
        for (int i = 0; i < RANK * RANK; i++) {
            transposed[i % RANK * RANK + i / RANK] = a[i];
        }
        return transposed;
    }

    @Test
    void of_twoSides_keepsEveryScoreAndGivesBothOnePenalty() {
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] ofUsers = sum(random, 10);
            double[] ofItems = sum(random, 0.1);
            Balance balance = Balance.of(ofUsers, ofItems, RANK);
            assertThat(balance).isNotNull();
            double[] kept = product(balance.ofUsers(), balance.ofItems(), true);
            double[] users = product(product(transposed(balance.ofUsers()), ofUsers, false), balance.ofUsers(), false);
            double[] items = product(product(transposed(balance.ofItems()), ofItems, false), balance.ofItems(), false);
            double trace = 0;
            for (int i = 0; i < RANK; i++) {
                trace += users[i * RANK + i];
            }
            for (int i = 0; i < RANK; i++) {
                for (int j = 0; j < RANK; j++) {
                    int at = i * RANK + j;
                    assertThat(kept[at]).as("seed %d", seed).isCloseTo(i == j ? 1 : 0, within(1e-9));
                    assertThat(users[at]).as("seed %d", seed).isCloseTo(items[at], within(1e-3 * trace));
                }
            }
        }
    }
}
