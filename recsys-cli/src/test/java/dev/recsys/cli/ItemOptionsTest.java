package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attributes of items beside events: a shop where drinkers buy teas and builders buy tools. */
class ItemOptionsTest {
    private static final int USERS = 60;

    @TempDir
    private static Path folder;

    private static Path events;
    private static Path items;
    private static Path truth;

    @BeforeAll
    static void shop() throws Exception {
        Random random = new Random(5);
        StringBuilder known = new StringBuilder("user,item\n");
        StringBuilder later = new StringBuilder("user,item\n");
        for (int user = 0; user < USERS; user++) {
            String kind = user % 2 == 0 ? "tea" : "tool";
            for (int item = 0; item < 8; item++) {
                if (random.nextInt(3) > 0) {
                    known.append("u")
                            .append(user)
                            .append(',')
                            .append(kind)
                            .append(item)
                            .append('\n');
                }
            }
            later.append("u").append(user).append(',').append(kind).append("New\n");
        }
        StringBuilder table = new StringBuilder("colour,code,label,kind\n");
        for (String kind : List.of("tea", "tool")) {
            for (int item = 0; item < 8; item++) {
                table.append("red|shade")
                        .append(item)
                        .append(',')
                        .append(kind)
                        .append(item)
                        .append(",,")
                        .append(kind);
                table.append('\n');
            }
            table.append("red,")
                    .append(kind)
                    .append("New,The new ")
                    .append(kind)
                    .append(',')
                    .append(kind)
                    .append('\n');
        }
        events = Files.writeString(folder.resolve("events.csv"), known);
        truth = Files.writeString(folder.resolve("truth.csv"), later);
        items = Files.writeString(folder.resolve("items.csv"), table);
    }

    private static Path trained(String name, Object... more) {
        Path models = folder.resolve(name);
        List<Object> words = new ArrayList<>(List.of("train", "--events", events, "--model", "features"));
        words.addAll(List.of("--threads", 1, "--out", models));
        words.addAll(List.of(more));
        Result result = run(words.toArray());
        assertThat(result.code()).as(result.err()).isZero();
        return models;
    }

    @Test
    void items_withoutEvents_areRecommendedToThoseWhoTakeTheirLikes() throws Exception {
        Path models = trained("models", "--items", items, "--item-id", "code");
        for (String kind : List.of("tea", "tool")) {
            Result result =
                    run("recommend", "--models", models, "--holdings", kind + "1," + kind + "2", "-k", 8, "--json");
            assertThat(result.code()).as(result.err()).isZero();
            List<String> offers = new ArrayList<>();
            result.json()
                    .path("items")
                    .forEach(item -> offers.add(item.path("item").asText()));
            assertThat(offers).contains(kind + "New");
            assertThat(offers).doesNotContain(kind.equals("tea") ? "toolNew" : "teaNew");
        }
        Result known = run("recommend", "--models", models, "--user", "u0", "-k", 8);
        assertThat(known.out().lines().skip(1).findFirst().orElseThrow()).contains("1  teaNew ");
    }

    @Test
    void evaluate_truthOfColdItems_isFoundByTheirAttributesAlone() throws Exception {
        Path told = trained("told", "--items", items, "--item-id", "code");
        Path untold = trained("untold");
        Result with = run(
                "evaluate",
                "--models",
                told,
                "--events",
                events,
                "--items",
                items,
                "--item-id",
                "code",
                "--truth",
                truth,
                "--json");
        assertThat(with.code()).as(with.err()).isZero();
        Result without = run("evaluate", "--models", untold, "--events", events, "--truth", truth, "--json");
        assertThat(hitRate(with)).isGreaterThan(0.9);
        assertThat(hitRate(without)).isZero();
        Result unsaid = run("evaluate", "--models", told, "--events", events, "--truth", truth, "--json");
        assertThat(hitRate(unsaid)).isEqualTo(hitRate(with));
    }

    private static double hitRate(Result result) throws Exception {
        JsonNode figure = result.json().path("models").path("features").path("hit-rate@7");
        assertThat(figure.isNumber()).isTrue();
        return figure.asDouble();
    }

    @Test
    void items_thatDoNotMeetTheEvents_areNoted() throws Exception {
        Path some = Files.writeString(folder.resolve("some.csv"), "id,kind\ntea1,tea\nteaNew,tea\n");
        Result result = run(
                "train", "--events", events, "--items", some, "--model", "features", "--out", folder.resolve("noted"));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("note: 15 of 16 items of the events are not in " + some)
                .contains("note: 1 of 2 items of " + some + " have no events");
    }

    @Test
    void items_atFault_areRefusedInOneSentence() throws Exception {
        Path twice = Files.writeString(folder.resolve("twice.csv"), "id,kind\ntea1,tea\ntea1,tool\n");
        assertThat(refused("--items", twice))
                .contains(
                        twice + " must be mended: 1 of 2 rows could not be read, the first: line 3, column \"id\": item"
                                + " \"tea1\" has a row already");
        Path others = Files.writeString(folder.resolve("others.csv"), "id,kind\nTEA1,tea\n");
        assertThat(refused("--items", others))
                .contains(others + " must have items of the events, but none of its")
                .contains("--item-id");
        assertThat(refused("--items", items, "--item-id", "sku")).contains("has no \"sku\"");
        assertThat(refused("--items", folder.resolve("none.csv"))).contains("none.csv");
        assertThat(refused("--item-id", "code")).contains("--item-id needs --items");
        Result panel = run("train", "--panel", events, "--items", items, "--out", folder.resolve("never"));
        assertThat(panel.code()).isEqualTo(2);
        assertThat(panel.err()).contains("--items needs --events");
        assertThat(folder.resolve("never").resolve("features.recsys")).doesNotExist();
    }

    private static String refused(Object... more) {
        List<Object> words = new ArrayList<>(List.of("train", "--events", events, "--model", "features"));
        words.addAll(List.of("--out", folder.resolve("never")));
        words.addAll(List.of(more));
        Result result = run(words.toArray());
        assertThat(result.code()).as(result.err()).isEqualTo(2);
        return result.err();
    }

    @Test
    void train_columnsOfOtherNames_givesTheModelOfTheUsualOnes() throws Exception {
        StringBuilder usual = new StringBuilder("user,item,weight,timestamp\n");
        StringBuilder other = new StringBuilder("client,sku,pieces,bought\n");
        for (int event = 0; event < 200; event++) {
            String row = "u" + event % 20 + ",i" + event * 7 % 31 + "," + (1 + event % 3) + ",2024-0" + (1 + event % 9)
                    + "-05\n";
            usual.append(row);
            other.append(row);
        }
        String[] named = {
            "--user-column", "client", "--item-column", "sku", "--weight-column", "pieces", "--time-column", "bought"
        };
        assertThat(recent(Files.writeString(folder.resolve("other.csv"), other), named))
                .isEqualTo(recent(Files.writeString(folder.resolve("usual.csv"), usual)));
        Result missing = run(
                "train",
                "--events",
                folder.resolve("usual.csv").toString(),
                "--time-column",
                "bought",
                "--out",
                folder.resolve("none").toString());
        assertThat(missing).returns(2, Result::code);
        assertThat(missing.err()).contains("\"bought\"");
        Result untimed = run(
                "explore",
                "--events",
                folder.resolve("other.csv").toString(),
                "--user-column",
                "client",
                "--item-column",
                "sku",
                "--out",
                folder.resolve("untimed").toString());
        assertThat(untimed.err()).contains("has a time, so models know no recency");
        assertThat(Files.readString(folder.resolve("untimed/report.html")))
                .doesNotContain("1970-01")
                .contains("Item popularity");
        Result alone = run(
                "explore",
                "--panel",
                events.toString(),
                "--time-column",
                "bought",
                "--out",
                folder.resolve("none").toString());
        assertThat(alone).returns(2, Result::code);
        assertThat(alone.err()).contains("--time-column need --events");
    }

    private static String recent(Path file, String... options) throws Exception {
        Path out = folder.resolve("models-of-" + file.getFileName());
        List<String> line = new ArrayList<>(
                List.of("train", "--events", file.toString(), "--model", "recent", "--out", out.toString()));
        line.addAll(List.of(options));
        assertThat(run(line.toArray())).returns(0, Result::code);
        return run("inspect", "--json", "--models", out.toString())
                .json()
                .path("models")
                .path(0)
                .path("modelHash")
                .asText();
    }
}
