package dev.recsys.cli.runs;

import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where runs are sent to be tracked. */
public final class TrackingOptions {
    /** The exit code of a run that is written, but is not at the tracking server. */
    public static final int NOT_TRACKED = 4;

    /** The environment variable of the token. */
    static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

    @Option(
            names = "--mlflow",
            paramLabel = "URL",
            description = "Send the run to this MLflow tracking server, with the token in the environment variable "
                    + TOKEN + " if there is one. If that fails, the run stays as it is, and the exit code is 4.")
    private @Nullable String url;

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            defaultValue = "recsys",
            description = "The experiment of the tracking server; created if need be (default: ${DEFAULT-VALUE}).")
    private String experiment = "";

    /** For the command line parser. */
    public TrackingOptions() {}

    /**
     * Refuses a server that can't be used.
     *
     * @throws IllegalArgumentException if the URL is not one of a server, or would carry the token in the clear
     */
    public void requireUsable() {
        if (url != null) {
            client();
            Checks.that(
                    !experiment.isBlank() && experiment.length() <= MlflowClient.MAX_EXPERIMENT,
                    "--experiment must have 1 to %s characters, but has %s",
                    MlflowClient.MAX_EXPERIMENT,
                    experiment.length());
        }
    }

    private MlflowClient client() {
        URI server;
        try {
            server = URI.create(Checks.notNull(url, "--mlflow"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--mlflow must be a URL such as https://mlflow.example.com", e);
        }
        return MlflowClient.at(server, System.getenv(TOKEN));
    }

    /**
     * Sends a run, if there is a server.
     *
     * @param run the folder of the run
     * @param err gets a warning if that fails
     * @return the exit code: 0, or {@link #NOT_TRACKED}
     * @throws IOException if the folder can't be read
     */
    public int send(Path run, PrintWriter err) throws IOException {
        if (url == null) {
            return 0;
        }
        MlflowRun sent = MlflowRun.of(RunArchive.StoredRun.read(run));
        try {
            String id = sent.send(client(), experiment);
            err.println("sent to " + url + " as run " + id + " of experiment " + experiment);
            return 0;
        } catch (MlflowFailure e) {
            err.println("warning: the run is written, but did not reach " + url + ": " + e.getMessage()
                    + "; 'recsys runs send' tries again");
            return NOT_TRACKED;
        } finally {
            err.flush();
        }
    }

    boolean isGiven() {
        return url != null;
    }
}
