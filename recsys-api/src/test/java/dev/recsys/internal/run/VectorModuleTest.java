package dev.recsys.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** These tests run without the vector module; those of the algorithms run with it. */
class VectorModuleTest {
    @Test
    void choose_withoutTheModule_isPortableAndMakesNothing() {
        assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isEmpty();
        String chosen = VectorModule.choose("test", "portable", () -> {
            throw new AssertionError("must not be made");
        });
        assertThat(chosen).isEqualTo("portable");
    }
}
