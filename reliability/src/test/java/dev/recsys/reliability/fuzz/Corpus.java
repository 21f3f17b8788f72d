package dev.recsys.reliability.fuzz;

import dev.recsys.RecommendationRequest;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.BprConfig;
import dev.recsys.baselines.BprTrainer;
import dev.recsys.baselines.EaseTrainer;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.baselines.RandomTrainer;
import dev.recsys.baselines.ShareConfig;
import dev.recsys.baselines.ShareTrainer;
import dev.recsys.baselines.UserNeighbourTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Panel;
import dev.recsys.graph.GraphFilterConfig;
import dev.recsys.graph.GraphFilterTrainer;
import dev.recsys.hybrid.Blend;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.internal.file.InfoJson;
import dev.recsys.internal.file.ModelFile;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Trees;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.synthetic.SyntheticBank;
import dev.recsys.testkit.SmallBank;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the inputs that fuzzing begins with, from synthetic data; run by hand when a format changes. */
public final class Corpus {
    private static final Panel PANEL = SmallBank.panel(24);

    private Corpus() {}

    /** Writes below the folder named by the argument. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        ScoringModel popularity = new PopularityTrainer().train(PANEL);
        ScoringModel als = new AlsTrainer(AlsConfig.forPanel().withFactors(2).withIterations(1)).train(PANEL);
        ScoringModel cluster = new ClusterTrainer(ClusterConfig.defaults().withClusters(2)).train(PANEL);
        ScoringModel mlc = new MlcTrainer(MlcConfig.defaults()
                        .withTrees(
                                Trees.defaults().withRounds(2).withMaxLeaves(3).withMinRowsPerLeaf(3))
                        .withCrossFitting(CrossFitting.defaults().withModels(2).withFallbackModels(false)))
                .train(PANEL);
        ScoringModel hybrid = HybridRecommender.builder()
                .add("als", als)
                .add("segments", cluster)
                .fallback(popularity)
                .blend(Blend.equalShares())
                .build();
        List<ScoringModel> models = List.of(
                popularity,
                als,
                cluster,
                mlc,
                hybrid,
                new NeighbourTrainer().train(PANEL),
                new EaseTrainer().train(PANEL),
                new ShareTrainer(ShareConfig.defaults().withBy(ShareConfig.By.SEGMENT)).train(PANEL),
                new UserNeighbourTrainer().train(PANEL),
                new BprTrainer(BprConfig.defaults().withFactors(2)).train(PANEL),
                new RandomTrainer().train(PANEL),
                new GraphFilterTrainer(
                                GraphFilterConfig.defaults().withFactors(2).withNeighbours(3))
                        .train(PANEL));
        for (ScoringModel model : models) {
            String name = model.info().algorithm();
            write(folder, "SectionsFuzz", name, sections(codecOf(name), ModelFile.sectionsOf(model)));
            write(folder, "ManifestFuzz", name, text(InfoJson.write(model.info())));
        }
        Bundle bundle = Bundle.of(popularity).remembering(PANEL);
        Sections.Builder memory = Sections.builder();
        Bundle.of(mlc).remembering(PANEL).memory().orElseThrow().writeTo(memory);
        write(folder, "SectionsFuzz", "memory", sections(SectionsFuzz.MEMORY, memory.build()));
        Path file = Files.createTempFile("corpus", ".recsys");
        bundle.save(file);
        write(folder, "ModelFileFuzz", "popularity", Files.readAllBytes(file));
        values(folder, bundle);
        Files.delete(file);
    }

    private static int codecOf(String algorithm) {
        for (int i = 0; i < SectionsFuzz.CODECS.size(); i++) {
            if (SectionsFuzz.CODECS.get(i).algorithm().equals(algorithm)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no codec of " + algorithm);
    }

    private static void values(Path folder, Bundle bundle) throws IOException {
        RecommendationRequest request = RecommendationRequest.forUser(SmallBank.customerId(0))
                .holdings(java.util.Map.of("card", 0.5))
                .feature("age", 30)
                .feature("city", "north")
                .earlier(
                        1,
                        dev.recsys.Facts.builder()
                                .holdings(List.of("fund"))
                                .missing("city")
                                .build())
                .allow(List.of("loan"))
                .deny(List.of("pension"))
                .date(SmallBank.month(3))
                .build();
        write(folder, "JsonFuzz", "request", text(request.toJson()));
        write(folder, "JsonFuzz", "customer", text(request.customer().toJson()));
        write(folder, "JsonFuzz", "answer", text(bundle.recommend(request).toJson()));
        write(folder, "ConfigFuzz", "als", text(ConfigJson.write(AlsConfig.forPanel())));
        write(folder, "ConfigFuzz", "mlc", text(ConfigJson.write(MlcConfig.defaults())));
        write(folder, "ConfigFuzz", "segments", text(ConfigJson.write(ClusterConfig.defaults())));
        write(folder, "EventFuzz", "whole", text("user,item\nu1,i1\nu2,\"i 2\"\n"));
        write(
                folder,
                "EventFuzz",
                "rows",
                text("u1,i1,1.5,2024-03-30T23:59:59Z\nu2,i2,2,1711843199\nu3,i1,,2024-03-31\n"));
        write(folder, "TableFuzz", "whole", text("age;\"city; of birth\";y\n30;\"Lima\";no\n41;unknown;\"yes\"\n"));
        write(folder, "TableFuzz", "rows", text("r1,1.5,Lima\nr2,,\"León, A\"\nr2,x,NA\n"));
        Path csv = Files.createTempFile("corpus", ".csv");
        SyntheticBank.builder().customers(6).months(2).build().writeCsv(csv);
        List<String> lines = Files.readAllLines(csv);
        write(folder, "PanelFuzz", "whole", text(lines.stream().limit(4).collect(Collectors.joining("\n"))));
        write(folder, "PanelFuzz", "rows", text(String.join("\n", lines.subList(1, 6))));
        Files.delete(csv);
    }

    private static byte[] sections(int whose, Sections sections) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(whose);
        sections.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path folder, String target, String name, byte[] bytes) throws IOException {
        Files.write(Files.createDirectories(folder.resolve(target)).resolve(name), bytes);
    }
}
