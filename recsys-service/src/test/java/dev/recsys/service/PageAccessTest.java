package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Whether everyone can use the page: axe-core finds nothing, in light and dark, at the width of a phone and of a desk, and nothing is
 * wider than the screen. With {@code -Drecsys.pictures=FOLDER} pictures of all of them are left there.
 */
@Tag("slow")
class PageAccessTest {
    /** Where {@code .ci/setup} puts what checks pages. */
    private static final Path CHECKS = Path.of("target", "page-checks", "node_modules");

    private static final String AXE = """
            return axe.run(document, {resultTypes: ['violations']}).then(({violations, passes}) => passes.length === 0
              ? ['axe looked at nothing']
              : violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(' ; ')}`));
            """;

    @TempDir
    private static Path folder;

    private static Running service;
    private static Browser browser;
    private static Page page;

    @BeforeAll
    static void start() throws Exception {
        page = Page.started();
        browser = page.browser;
        service = page.service;
    }

    @AfterAll
    static void stop() throws Exception {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void tryPage_anyLook_accessible() throws Exception {
        page.open("try");
        assertAccessible("empty");
        page.find(TestBank.customer(7));
        page.awaitOffers();
        page.explainFirst();
        page.set("#describe", "age", "77");
        browser.await("document.querySelector('#changes')");
        browser.await("document.querySelector('.explanation table')");
        unfoldAll();
        assertAccessible("try");
        page.find("nobody");
        browser.await("document.querySelector('#find .field-problem')");
        assertAccessible("problem");
    }

    @Test
    void segmentsPage_anyLook_accessible() throws Exception {
        page.open("segments");
        page.set("#assign", "age", "30");
        browser.click("#assign .main");
        browser.await("document.querySelector('#assigned .card')");
        unfoldAll();
        assertAccessible("segments");
    }

    @Test
    void hourPage_anyLook_accessible() throws Exception {
        service.post("/v1/recommend", "{\"customer\":{\"id\":\"" + TestBank.customer(7) + "\"}}");
        page.open("hour");
        browser.await("document.querySelector('.chart-bar')");
        unfoldAll();
        browser.click("#pause");
        assertAccessible("hour");
    }

    @Test
    void keyDialog_anyLook_accessible() throws Exception {
        page.open("try");
        browser.run("document.querySelector('#key').showModal()");
        assertAccessible("key");
    }

    @Test
    void html_valid() throws Exception {
        Path validator = CHECKS.resolve("html-validate/bin/html-validate.mjs");
        assumeTrue(Files.exists(validator), "html-validate is not installed: .ci/setup");
        // A key is not to be offered to the browser's store of passwords, so its field turns that off.
        Path config = Files.writeString(folder.resolve("config.json"), """
                {"root": true, "extends": ["html-validate:recommended"], "rules": {"autocomplete-password": "off"}}
                """);
        Process process = new ProcessBuilder(
                        "node", validator.toString(), "--config=" + config, "src/main/resources/static/index.html")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private static void unfoldAll() throws IOException, InterruptedException {
        browser.run("for (const fold of document.querySelectorAll('details')) { fold.open = true; }");
    }

    private static void assertAccessible(String name) throws IOException, InterruptedException {
        Path axe = CHECKS.resolve("axe-core/axe.min.js");
        assumeTrue(Files.exists(axe), "axe-core is not installed: .ci/setup");
        browser.run(Files.readString(axe) + "; window.axe = axe;");
        List<String> found = new ArrayList<>();
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(390, 1280)) {
                browser.look(width, 900, scheme);
                for (JsonNode violation : browser.run(AXE)) {
                    found.add(scheme + " at " + width + ": " + violation.asString());
                }
                if (browser.run("return document.documentElement.scrollWidth").asInt() > width) {
                    found.add(scheme + " at " + width + ": wider than the screen");
                }
                String pictures = System.getProperty("recsys.pictures");
                if (pictures != null) {
                    browser.picture(Path.of(pictures, name + "-" + width + "-" + scheme + ".png"));
                }
            }
        }
        assertThat(found).as(name).isEmpty();
    }
}
