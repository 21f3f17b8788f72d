package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page to try the service, in Chromium: what a user does, and what the page then says, against what the service answers. */
@Tag("slow")
class PageTest {
    private static final String CUSTOMER = TestBank.customer(7);
    private static final String POLICY = """
            policy: page
            version: 1
            rules:
              - name: adults-only
                code: TOO_YOUNG
                items: credit
                require: {age: {from: 18}}
            """;

    @TempDir
    private static Path folder;

    private static Running service;
    private static Browser browser;
    private static Page page;

    @BeforeAll
    static void start() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
        page = Page.started("--recsys.decision.policy=" + policy);
        browser = page.browser;
        service = page.service;
        browser.look(1280, 900, "light");
    }

    @AfterAll
    static void stop() throws Exception {
        if (page != null) {
            page.close();
        }
    }

    /** Nothing was refused by the content policy, and no script failed; the page itself says when a request is refused. */
    @AfterEach
    void console_hasNoComplaint() throws Exception {
        assertThat(browser.complaints())
                .allMatch(message -> message.contains("the server responded with a status of 4"));
    }

    @Test
    void customer_found_offersAsTheServiceDecides() throws Exception {
        page.open("try");
        page.find(CUSTOMER);
        page.awaitOffers();

        JsonNode decision = service.post(
                        "/v1/recommend", "{\"customer\":{\"id\":\"" + CUSTOMER + "\"},\"preview\":true}")
                .json();
        assertThat(page.column(".offers .product:not(thead *)")).isEqualTo(labels(decision.path("offers")));
        assertThat(page.column(".offers .score:not(thead *)").split("\\|"))
                .hasSize(decision.path("offers").size())
                .allMatch(score -> score.matches("\\d+(\\.\\d+)?%"));
        assertThat(page.column(".offers .reason:not(thead *)"))
                .doesNotContain("{")
                .doesNotContain("||");
        JsonNode remembered = service.get("/v1/customers/" + CUSTOMER).json();
        assertThat(browser.count("#holding-items input:checked"))
                .isEqualTo(remembered.path("holdings").size());
        assertThat(browser.run("return document.querySelector('#attribute-fields [name=age]').valueAsNumber")
                        .asDouble())
                .isEqualTo(remembered.path("features").path("age").asDouble());
        assertThat(browser.text(".facts")).contains("known customer").contains("page 1");
    }

    @Test
    void explanation_unfolded_addsUp() throws Exception {
        page.open("try");
        page.find(CUSTOMER);
        page.awaitOffers();
        page.explainFirst();

        assertThat(page.column(".explanation > table .fact:not(thead *)"))
                .startsWith("Without knowing the customer|")
                .endsWith("|Together");
        assertThat(browser.count(".explanation details")).isEqualTo(3);
        assertThat(browser.run("return document.querySelector('.offers button').getAttribute('aria-expanded')")
                        .asString())
                .isEqualTo("true");
        browser.click(".offers tbody tr:first-child button");
        assertThat(browser.run("return document.querySelector('.explained').hidden")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void holdings_unknown_differFromNone() throws Exception {
        page.open("try");
        page.set("#describe", "age", "40");
        browser.click("#describe .main");
        page.awaitOffers();
        assertThat(browser.text(".facts")).contains("unknown customer, by attributes");

        browser.click("#holdings input[value=known]");
        browser.await("document.querySelector('#changes')");
        assertThat(browser.text("#changes")).contains("holdings known");
        assertThat(browser.text(".facts")).contains("unknown customer, by holdings");
    }

    @Test
    void attribute_moved_changesAndRuleShown() throws Exception {
        page.open("try");
        browser.clear("#limit");
        browser.type("#limit", "24");
        page.find(CUSTOMER);
        page.awaitOffers();
        String before = page.column(".offers .product:not(thead *)");
        assertThat(before).contains("credit card");

        page.set("#describe", "age", "16");
        browser.await("document.querySelector('#changes')");

        assertThat(browser.text("#changes > p")).contains("age").endsWith("→ 16");
        assertThat(page.column("#changes tbody tr")).contains("too young (adults-only 1)");
        assertThat(page.column(".offers .product:not(thead *)")).doesNotContain("credit card");
        assertThat(page.column(".excluded tbody tr")).contains("TOO_YOUNG").contains("adults-only 1");

        browser.click("#changes button");
        browser.await("!document.querySelector('#changes')");
        assertThat(page.column(".offers .product:not(thead *)")).isEqualTo(before);
    }

    @Test
    void date_ofAnAttribute_isShownAndTakenAsIso() throws Exception {
        page.open("try");
        page.find(CUSTOMER);
        page.awaitOffers();
        double days = service.get("/v1/customers/" + CUSTOMER)
                .json()
                .path("features")
                .path("fecha_alta")
                .asDouble();
        String field = "#describe [name=fecha_alta]";
        String shown = browser.run("return document.querySelector(arguments[0]).value", field)
                .asString();
        assertThat(shown).isEqualTo(LocalDate.ofEpochDay((long) days).toString());

        page.set("#describe", "fecha_alta", "2015-02-28");
        browser.await("document.querySelector('#changes')");
        assertThat(browser.text("#changes > p")).contains("date of joining " + shown + " → 2015-02-28");

        page.set("#describe", "fecha_alta", "2015-02-30");
        browser.click("#describe .main");
        browser.await("document.querySelector('#describe [name=fecha_alta][aria-invalid]')");
        assertThat(browser.text(".field:has([name=fecha_alta]) .field-problem"))
                .contains("must be a date such as 2016-05-31");
        page.open("segments");
        browser.click("#all-segments summary");
        browser.await("document.querySelector('#all-segments details[open] .fold-body table')");
        assertThat(page.column("#all-segments details[open] tr:has(td)"))
                .containsPattern("date of joining\\s+\\d{4}-\\d{2}-\\d{2}\\s+\\d{4}-\\d{2}-\\d{2}");
    }

    @Test
    void slider_movedByKeys_asksAgain() throws Exception {
        page.open("try");
        page.find(CUSTOMER);
        page.awaitOffers();
        double age = browser.run("return document.querySelector('#describe [name=age]').valueAsNumber")
                .asDouble();

        browser.run("document.querySelector('[aria-label=\"age, slider\"]').focus()");
        browser.press("\uE014"); // arrow to the right
        browser.await("document.querySelector('#changes')");

        assertThat(browser.run("return document.querySelector('#describe [name=age]').valueAsNumber")
                        .asDouble())
                .isGreaterThan(age);
        assertThat(browser.run("return document.activeElement.type").asString()).isEqualTo("range");
    }

    @Test
    void limit_refused_saidBesideTheField() throws Exception {
        page.open("try");
        browser.clear("#limit");
        browser.type("#limit", "0");
        browser.click("#describe .main");
        browser.await("document.querySelector('#limit[aria-invalid]')");

        assertThat(browser.text(".field:has(#limit) .field-problem"))
                .isEqualTo("Offers at most must be at least 1, but was 0");
        assertThat(browser.run("return document.activeElement.id").asString()).isEqualTo("limit");
    }

    @Test
    void hostileText_staysText() throws Exception {
        String hostile = "<img src=x onerror=\"window.hit=1\">";
        page.open("try");
        page.find(hostile);
        browser.await("document.querySelector('#find .field-problem')");
        page.find(CUSTOMER);
        page.awaitOffers();
        browser.type("#channel", hostile);
        browser.await("document.querySelector('#changes')");

        assertThat(browser.text("#changes > p")).contains(hostile);
        assertThat(browser.count("main img")).isZero();
        assertThat(browser.run("return window.hit === undefined").asBoolean()).isTrue();
    }

    @Test
    void applicant_described_segmentAsTheServiceSays() throws Exception {
        page.open("segments");
        page.set("#assign", "age", "30");
        browser.click("#assign .main");
        browser.await("document.querySelector('#assigned .card')");

        JsonNode view = service.post("/v1/segments/assign", "{\"customer\":{\"features\":{\"age\":30}}}")
                .json();
        assertThat(browser.text("#assigned-title"))
                .isEqualTo("Segment " + view.path("segment").asInt());
        assertThat(page.column("#assigned .number:not(thead *)")).contains("%");
        assertThat(browser.count("#all-segments details"))
                .isEqualTo(service.get("/v1/segments").json().size());

        browser.click("#assign-clear");
        browser.click("#assign .main");
        browser.await("document.querySelector('#segments-problem .problem')");
        assertThat(browser.text("#segments-problem")).contains("no segment is").startsWith("No attribute");
    }

    @Test
    void hour_decisionsMade_countedUntilPaused() throws Exception {
        page.open("hour");
        browser.await("document.querySelector('.tile')");
        decide();
        browser.await("document.querySelector('.tile dd').textContent === '" + decisions() + "'");
        assertThat(browser.count(".chart-bar")).isPositive();
        assertThat(browser.text("#hour-body")).contains("answers since");

        browser.click("#pause");
        String shown = browser.text(".tile dd");
        decide();
        Thread.sleep(5000); // longer than a round
        assertThat(browser.text(".tile dd")).isEqualTo(shown);

        browser.click("#pause");
        browser.await("document.querySelector('.tile dd').textContent === '" + decisions() + "'");
    }

    @Test
    void key_wanted_askedOnceAndKeptForTheTab() throws Exception {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest("a-key".getBytes(StandardCharsets.UTF_8)));
        try (Running locked = Running.with(
                "--recsys.models=" + TestBank.models(),
                "--recsys.service.access=API_KEY",
                Page.UNGUARDED,
                "--recsys.service.api-keys[0].name=page",
                "--recsys.service.api-keys[0].sha256=" + hash)) {
            browser.open(locked.uri("/"));
            browser.await("document.querySelector('#key').open");
            browser.type("#key-value", "wrong" + Browser.ENTER);
            browser.await("document.querySelector('#key').open && document.querySelector('#key-reason').textContent"
                    + ".startsWith('That key was not accepted')");
            browser.type("#key-value", "a-key" + Browser.ENTER);
            browser.await("document.body.dataset.ready");

            browser.open(locked.uri("/#segments"));
            browser.open(locked.uri("/#try"));
            new Page(browser, locked).open("try");
            assertThat(browser.run("return document.querySelector('#key').open").asBoolean())
                    .isFalse();
            assertThat(browser.run("return localStorage.length").asInt()).isZero();
            browser.complaints();
        }
    }

    @Test
    void keyboard_alone_findsACustomer() throws Exception {
        page.open("try");
        browser.press(Browser.TAB);
        assertThat(browser.run("return document.activeElement.className").asString())
                .isEqualTo("skip");
        browser.press(Browser.ENTER);
        assertThat(browser.run("return document.activeElement.id").asString()).isEqualTo("main");
        browser.press(Browser.TAB);
        assertThat(browser.run("return document.activeElement.id").asString()).isEqualTo("customer-id");
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle")
                        .asString())
                .isEqualTo("solid");
        browser.press(CUSTOMER + Browser.ENTER);
        page.awaitOffers();
        assertThat(browser.text("#described")).isEqualTo("Customer " + CUSTOMER);
    }

    private static void decide() throws Exception {
        assertThat(service.post("/v1/recommend", "{\"customer\":{\"id\":\"" + CUSTOMER + "\"}}")
                        .status())
                .isEqualTo(200);
    }

    private static long decisions() throws Exception {
        return service.get("/v1/statistics").json().path("decisions").asLong();
    }

    private static String labels(JsonNode offers) throws Exception {
        JsonNode items = service.get("/v1/items").json();
        List<String> labels = new ArrayList<>();
        for (JsonNode offer : offers) {
            for (JsonNode item : items) {
                if (item.path("id").equals(offer.path("item"))) {
                    labels.add(item.path("label").asString());
                }
            }
        }
        return String.join("|", labels);
    }
}
