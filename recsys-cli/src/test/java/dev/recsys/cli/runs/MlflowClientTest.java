package dev.recsys.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the token goes, and which names MLflow gets. */
class MlflowClientTest {
    private static final String TOKEN = "secret-of-the-server";

    @Test
    void token_toThisMachine_isSentAndFollowsNoRedirect() throws Exception {
        List<String> asked = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(302, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tracking/");
            assertThatThrownBy(() -> MlflowClient.at(url, TOKEN).experiment("a b"))
                    .isInstanceOf(MlflowFailure.class)
                    .hasMessageStartingWith("experiments/get-by-name was answered by 302")
                    .hasMessageNotContaining(TOKEN);
        } finally {
            server.stop(0);
        }
        assertThat(asked)
                .containsExactly(
                        "/tracking/api/2.0/mlflow/experiments/get-by-name?experiment_name=a+b Bearer " + TOKEN);
    }

    @Test
    void token_byHttpToAnotherMachine_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MlflowClient.at(URI.create("http://mlflow.example.com"), TOKEN))
                .withMessage(
                        "--mlflow must be https, or the token in MLFLOW_TRACKING_TOKEN would be sent in the clear");
        assertThat(MlflowClient.at(URI.create("http://mlflow.example.com"), null))
                .isNotNull();
        assertThat(MlflowClient.at(URI.create("https://mlflow.example.com"), TOKEN))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "map@7/adders, map_at_7/adders",
        "f1@0.5/pairs, f1_at_0.5/pairs",
        "als.loss.alpha, als.loss.alpha",
        "año:1, a_o_1",
    })
    void key_ofAName_hasOnlyWhatEveryVersionTakes(String name, String key) {
        assertThat(MlflowRun.key(name)).isEqualTo(key);
        assertThat(MlflowRun.key(name.repeat(100))).hasSizeLessThanOrEqualTo(250);
    }
}
