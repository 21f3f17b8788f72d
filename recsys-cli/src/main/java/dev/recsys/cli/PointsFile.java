package dev.recsys.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.ModelFile;
import dev.recsys.internal.file.TextFile;
import dev.recsys.mlc.scorecard.PointsModel;
import dev.recsys.mlc.scorecard.PointsScale;
import dev.recsys.mlc.scorecard.ReasonCode;
import dev.recsys.mlc.scorecard.Scorecard;
import dev.recsys.mlc.scorecard.TargetPoints;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reads models as points: a scorecard by its own scale, boosted trees by one given. */
final class PointsFile {
    @Option(
            names = "--scale",
            paramLabel = "FILE",
            description =
                    "How probabilities of boosted trees become points, as JSON such as {\"basePoints\":600,\"baseOdds\":50,"
                            + "\"pointsToDouble\":20,\"bad\":\"NEGATIVE\"}; a scorecard has its own.")
    private @Nullable Path scale;

    @Option(
            names = "--reason-codes",
            paramLabel = "FILE",
            description =
                    "Your own codes of attributes, as JSON such as {\"tenure\":{\"code\":\"R1\",\"text\":\"…\"}}.")
    private @Nullable Path reasonCodes;

    /** Whether a file holds a scorecard. */
    static boolean isScorecard(Path model) throws IOException {
        boolean[] found = new boolean[1];
        ModelFile.read(model, (info, sections) -> found[0] = info.algorithm().equals(Scorecard.ALGORITHM));
        return found[0];
    }

    /** Whether an option of points is given. */
    boolean isGiven() {
        return scale != null || reasonCodes != null;
    }

    /** The targets of a model's file as points: of a scorecard one, of boosted trees each binary one. */
    List<PointsModel> read(Path model) throws IOException {
        List<PointsModel> found = new ArrayList<>();
        if (isScorecard(model)) {
            Checks.that(
                    scale == null,
                    "--scale is for boosted trees, but %s is a scorecard with a scale of its own",
                    model);
            found.add(Scorecard.load(model));
        } else {
            PointsScale by = ConfigFile.read(scale, PointsScale.defaults());
            TargetModel trees = TargetModel.load(model);
            for (Target target : trees.targets()) {
                if (target.loss() == Target.Loss.LOGISTIC) {
                    found.add(TargetPoints.of(trees, target.column(), by));
                }
            }
            Checks.that(!found.isEmpty(), "%s has no binary target, so it gives no points", model);
        }
        if (reasonCodes != null) {
            List<ReasonCode> codes = codes(reasonCodes);
            found.replaceAll(each -> each.withReasonCodes(codes));
        }
        return found;
    }

    private static List<ReasonCode> codes(Path file) throws IOException {
        JsonNode tree = TextFile.readJson(file);
        Checks.that(tree.isObject(), "%s must hold a JSON object", file);
        List<ReasonCode> codes = new ArrayList<>();
        tree.properties().forEach(entry -> {
            String code = entry.getValue().path("code").asText("");
            String text = entry.getValue().path("text").asText("");
            Checks.that(
                    !code.isBlank() && !text.isBlank(),
                    "%s must have a code and a text for \"%s\", as {\"code\":\"R1\",\"text\":\"…\"}",
                    file,
                    entry.getKey());
            codes.add(new ReasonCode(entry.getKey(), code, text));
        });
        return codes;
    }
}
