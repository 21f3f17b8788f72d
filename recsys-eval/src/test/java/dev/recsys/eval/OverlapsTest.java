package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.data.InteractionMatrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OverlapsTest {
    private static final int USERS = 1000; // 16 words of bits
    private static final int[] SIZES = {0, 1, 5, 15, 16, 40, 300, 1000};

    @Test
    void cosine_ofItemsOfAnySizes_isThatByCountingEachUser() {
        InteractionMatrix users = users();
        Overlaps overlaps = new Overlaps(users);
        for (int a = 0; a < users.rowCount(); a++) {
            for (int b = 0; b < users.rowCount(); b++) {
                int common = 0;
                for (int user = 0; user < USERS; user++) {
                    common += users.weight(a, user) > 0 && users.weight(b, user) > 0 ? 1 : 0;
                }
                double product = (double) users.rowSize(a) * users.rowSize(b);
                assertThat(overlaps.cosine(a, b))
                        .as("items %s and %s", a, b)
                        .isEqualTo(common == 0 ? 0 : common / Math.sqrt(product));
            }
        }
    }

    /** Three items of each size, of users drawn without one coming twice. */
    private static InteractionMatrix users() {
        SplittableRandom random = new SplittableRandom(1);
        InteractionMatrix.Builder users = InteractionMatrix.builder(3 * SIZES.length, USERS);
        for (int item = 0; item < 3 * SIZES.length; item++) {
            int left = SIZES[item / 3];
            for (int user = 0; user < USERS; user++) {
                if (random.nextInt(USERS - user) < left) {
                    users.add(item, user, 1);
                    left--;
                }
            }
        }
        return users.build();
    }
}
