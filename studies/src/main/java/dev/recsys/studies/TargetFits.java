package dev.recsys.studies;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.io.TableReader;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetConfig;
import dev.recsys.mlc.targets.TargetModel;
import dev.recsys.mlc.targets.TargetTrainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Trains a binary target on ranges of a table's rows and measures it on others, for {@code benchmarks/own_targets.py}: {@code
 * TargetFits table target missing-word}. A line of standard input is {@code from to testFrom testTo config}, with the configuration
 * as JSON; its answer is a line of JSON.
 */
public final class TargetFits {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    private TargetFits() {}

    /**
     * Runs.
     *
     * @param args as above. Not modified.
     * @throws IOException if standard input fails
     */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        FeatureTable table = TableReader.builder()
                .missing(Set.of(args[2]))
                .read(Path.of(args[0]))
                .table();
        double reading = (System.nanoTime() - start) / 1e9;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 5);
            FeatureTable train = rows(table, words[0], words[1]);
            FeatureTable test = rows(table, words[2], words[3]);
            TargetConfig config = ConfigJson.read(words[4], TargetConfig.defaults());
            long before = System.nanoTime();
            TargetModel model = new TargetTrainer(config).train(train, List.of(Target.binary(args[1])));
            double seconds = (System.nanoTime() - before) / 1e9;
            ObjectNode json = MAPPER.createObjectNode().put("reading", reading).put("seconds", seconds);
            json.put("hash", model.info().modelHash());
            model.evaluate(test, config.threads()).get(0).figures().forEach(json::put);
            System.out.println(JsonMappers.text(json));
        }
    }

    private static FeatureTable rows(FeatureTable table, String from, String to) {
        return table.pickRows(
                IntStream.range(Integer.parseInt(from), Integer.parseInt(to)).toArray());
    }
}
