package dev.recsys.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080/v1", "http://127.0.0.1/", "HTTP://127.8.9.1:1", "https://[::1]:8443/a?b=c"
            })
    void of_thisMachine_isTaken(String url) {
        assertThat(Target.of(url, Target.Reach.LOOPBACK).address().getAddress().isLoopbackAddress())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://192.0.2.7/", "http://0.0.0.0:8080/", "https://[2001:db8::1]/", "http://3221225991/"})
    void of_anotherMachine_isRefusedUnlessAllowed(String url) {
        assertThatThrownBy(() -> Target.of(url, Target.Reach.LOOPBACK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--allow-remote");
    }

    @Test
    void of_anotherMachine_allowed_isTaken() {
        assertThat(Target.of("http://192.0.2.7/", Target.Reach.ANYWHERE)
                        .address()
                        .getPort())
                .isEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8080",
                "ftp://localhost/",
                "file:///etc/passwd",
                "http:///v1",
                "http://me:secret@localhost/",
                "http://localhost/#top",
                "http://localhost:0/",
                "http://localhost:70000/",
                "http://local host/"
            })
    void of_whatIsNoUrlOfAService_isRefused(String url) {
        assertThatThrownBy(() -> Target.of(url, Target.Reach.ANYWHERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--url")
                .hasMessageNotContaining("secret");
    }

    @Test
    void parts_asOnTheWire() {
        Target target = Target.of("http://localhost:8080/v1/a%20b?c=d", Target.Reach.LOOPBACK);
        assertThat(target.path()).isEqualTo("/v1/a%20b?c=d");
        assertThat(target.host()).isEqualTo("localhost:8080");
        assertThat(Target.of("https://localhost", Target.Reach.LOOPBACK)
                        .address()
                        .getPort())
                .isEqualTo(443);
    }
}
