package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.Explanation;
import dev.recsys.PanelCustomers;
import dev.recsys.ReasonTexts;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.TimeSplit;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.io.EventReader;
import dev.recsys.io.PanelRead;
import dev.recsys.io.SantanderReader;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Trees;
import dev.recsys.synthetic.SyntheticBank;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same bits and the same text wherever the machine stands: from file to report under default locales whose case rules,
 * digits, calendars and decimal marks differ, and in time zones of odd offsets.
 */
class LocalesTest {
    private static final Locale LOCALE = Locale.getDefault();
    private static final TimeZone ZONE = TimeZone.getDefault();
    private static final Tally TALLY = new Tally("locales");
    private static final int CUSTOMERS = 300;

    @TempDir
    private static Path folder;

    private static Map<String, String> expected = Map.of();

    @BeforeAll
    static void underRoot() throws Exception {
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        expected = everything(folder.resolve("root"));
    }

    @AfterEach
    void restore() {
        Locale.setDefault(LOCALE);
        TimeZone.setDefault(ZONE);
    }

    @AfterAll
    static void count() {
        TALLY.close();
    }

    @ParameterizedTest
    @CsvSource({
        "tr-TR, America/St_Johns",
        "ar-EG-u-nu-arab, Asia/Kathmandu",
        "hi-IN-u-nu-deva, Pacific/Kiritimati",
        "th-TH-u-ca-buddhist-nu-thai, UTC",
        "de-DE, Pacific/Kiritimati",
        "ja-JP-u-ca-japanese, Pacific/Pago_Pago"
    })
    void pipeline_inAnyPlace_givesTheSameBitsAndText(String locale, String zone) throws Exception {
        Locale.setDefault(Locale.forLanguageTag(locale));
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        Map<String, String> got = everything(folder.resolve(locale));
        expected.forEach((what, text) -> {
            assertThat(got.get(what))
                    .as("%s under %s in %s", what, locale, zone)
                    .isEqualTo(text);
            TALLY.count("the same");
        });
        assertThat(got).hasSameSizeAs(expected);
    }

    @Test
    void place_whereItMatters_isSeen() {
        // What the other test would see if the library asked for the default: without this, it could not fail.
        Locale.setDefault(Locale.forLanguageTag("hi-IN-u-nu-deva"));
        assertThat(String.format("%d", 1)).isNotEqualTo("1");
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        assertThat("TITLE".toLowerCase(Locale.getDefault())).isNotEqualTo("title");
    }

    /** From files to reports; what must not depend on the place, by what it is. */
    private static Map<String, String> everything(Path in) throws Exception {
        Files.createDirectories(in);
        Map<String, String> found = new LinkedHashMap<>();
        Path csv = in.resolve("panel.csv");
        SyntheticBank.builder().customers(CUSTOMERS).months(5).seed(3).build().writeCsv(csv);
        found.put("synthetic file", sha256(csv));
        Files.writeString(csv, Files.readString(csv) + "2015-05-28,broken\n");
        PanelRead read = SantanderReader.builder().read(csv);
        Panel panel = read.panel();
        found.put("panel", panel.contentHash());
        found.put("read report", read.report().toString().replace(in.toString(), "FOLDER"));
        found.put("events", eventsHash(in));

        TimeSplit split = TimeSplit.at(panel, panel.last().date());
        HybridRecommender model = trainer().train(split.trainPanel(), TrainingListener.none());
        Bundle made = Bundle.of(model).remembering(split.train());
        Path file = in.resolve("model.recsys");
        made.save(file);
        Bundle bundle = Bundle.load(file);
        found.put("hash", bundle.info().modelHash());
        found.put("config", bundle.info().config());
        found.put(
                "evaluation",
                Evaluator.defaults(3)
                        .withThreads(1)
                        .evaluate(bundle, split)
                        .toTable()
                        .replaceAll("(per second[^\\n]*\\n\\S+) +\\d+", "$1 ?"));
        answers(bundle, panel, found);
        return found;
    }

    private static HybridTrainer<Panel> trainer() {
        return HybridTrainer.forPanels()
                .add("als", new AlsTrainer(AlsConfig.forPanel().withFactors(4).withIterations(2)))
                .add("segments", new ClusterTrainer(ClusterConfig.defaults().withClusters(3)))
                .add(
                        "mlc",
                        new MlcTrainer(MlcConfig.defaults()
                                .withTrees(Trees.defaults().withRounds(4).withMinRowsPerLeaf(5))
                                .withCrossFitting(CrossFitting.defaults().withModels(2))))
                .build();
    }

    private static void answers(Bundle bundle, Panel panel, Map<String, String> found) {
        ReasonTexts texts = ReasonTexts.of(Locale.ENGLISH, panel.catalogue(), panel.schema());
        StringBuilder all = new StringBuilder();
        PanelCustomers customers = PanelCustomers.at(panel, panel.last().date());
        for (int customer = 0; customer < 20; customer++) {
            RecommendationRequest request = customers
                    .request(customer)
                    .date(panel.last().date().plusMonths(1))
                    .limit(3)
                    .build();
            String json = request.toJson();
            Recommendations answer = bundle.recommend(RecommendationRequest.fromJson(json));
            assertThat(Recommendations.fromJson(answer.toJson())).isEqualTo(answer);
            all.append(json).append('\n').append(answer.toJson()).append('\n');
            answer.items()
                    .forEach(item -> all.append(texts.sentence(item.reason())).append('\n'));
            Explanation why = bundle.explain(request, answer.items().get(0).itemId());
            all.append(why.toJson()).append('\n');
        }
        found.put("answers", all.toString());
    }

    private static String eventsHash(Path in) throws IOException {
        Path file = in.resolve("events.csv");
        List<String> rows = List.of(
                "user,item,weight,time",
                "I1,TITLE,1.5,2024-03-30T23:59:59Z",
                "i1,title,2,2024-03-31 01:30:00",
                "u2,İ,1e3,2024-03-31",
                "u3,\u0131,0.25,2024-10-27T02:30:00+05:45");
        Files.write(file, rows);
        EventLog log =
                EventReader.builder().weight("weight").time("time").read(file).log();
        return log.contentHash() + " " + log.size() + " " + log.time(log.size() - 1);
    }

    private static String sha256(Path file) throws Exception {
        byte[] text = Files.readString(file).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    }
}
