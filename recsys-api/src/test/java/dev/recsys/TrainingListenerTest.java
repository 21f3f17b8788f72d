package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingListenerTest {
    private static final TrainingProgress STEP = new TrainingProgress("als", 1, 2, Double.NaN, 0.1);

    @Test
    void report_nothingCancelled_tellsTheStep() {
        List<TrainingProgress> heard = new ArrayList<>();
        TrainingListener listener = heard::add;
        listener.report(STEP);
        assertThat(heard).containsExactly(STEP);
        TrainingListener.none().report(STEP);
    }

    @Test
    void report_cancelled_tellsTheStepAndThenThrows() {
        List<TrainingProgress> heard = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onProgress(TrainingProgress progress) {
                heard.add(progress);
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> listener.report(STEP))
                .isInstanceOf(TrainingCancelledException.class)
                .hasMessage("the training of als was cancelled");
        assertThat(heard).containsExactly(STEP);
    }

    @Test
    void checkCancelled_threadInterrupted_throwsAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> TrainingListener.none().checkCancelled("als"))
                    .isInstanceOf(TrainingCancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        TrainingListener.none().checkCancelled("als");
    }

    @Test
    void progress_hostileFigures_areLogged() {
        TrainingListener listener = TrainingListener.progress();
        for (double figure : new double[] {0, Double.NaN, Double.POSITIVE_INFINITY, -1}) {
            listener.report(new TrainingProgress("als", 1, 1, figure, figure));
        }
    }
}
