package dev.recsys.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ThrownTest {
    @Test
    void passFatal_errorsOfTheMachine_areThrownOn() {
        for (Error fatal : new Error[] {new OutOfMemoryError("planted"), new InternalError("planted")}) {
            assertThatThrownBy(() -> Thrown.passFatal(fatal)).isSameAs(fatal);
        }
        Thrown.passFatal(new StackOverflowError());
        Thrown.passFatal(new NoClassDefFoundError());
        Thrown.passFatal(new AssertionError());
        Thrown.passFatal(new IllegalStateException());
    }

    @Test
    void passFatal_interruption_marksTheThread() {
        Thrown.passFatal(new InterruptedException());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void classAndPlace_anyFailure_leavesItsMessageOut() {
        assertThat(Thrown.classAndPlace(new IllegalStateException("customer 15889")))
                .startsWith("java.lang.IllegalStateException at " + ThrownTest.class.getName())
                .doesNotContain("15889");
        Throwable bare = new Throwable("customer 15889", null, false, false) {
            private static final long serialVersionUID = 1;
        };
        assertThat(Thrown.classAndPlace(bare)).isEqualTo(bare.getClass().getName());
    }
}
