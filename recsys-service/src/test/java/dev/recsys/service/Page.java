package dev.recsys.service;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The page of the service in a browser, by what a user does with it. */
final class Page {
    /** Without a time budget of components, which a busy machine may exceed: answers are compared. */
    static final String UNGUARDED = "--recsys.guard.enabled=false";

    final Browser browser;
    final Running service;

    Page(Browser browser, Running service) {
        this.browser = browser;
        this.service = service;
    }

    /** A browser beside a service on the test bank; skips the test that asks where there is no browser. */
    static Page started(String... properties) throws IOException, InterruptedException {
        Browser browser = Browser.start();
        List<String> all = new ArrayList<>(List.of("--recsys.models=" + TestBank.models(), UNGUARDED));
        all.addAll(List.of(properties));
        return new Page(browser, Running.with(all.toArray(String[]::new)));
    }

    /** Ends both. */
    void close() throws IOException, InterruptedException {
        service.close();
        browser.close();
    }

    /** Opens one of the pages anew: {@code try}, {@code segments} or {@code hour}. */
    void open(String name) throws IOException, InterruptedException {
        browser.open(URI.create("about:blank")); // so that the same address loads again
        browser.open(service.uri("/#" + name));
        browser.await("document.body.dataset.ready");
        browser.complaints();
    }

    void find(String customer) throws IOException, InterruptedException {
        browser.clear("#customer-id");
        browser.type("#customer-id", customer + Browser.ENTER);
    }

    void awaitOffers() throws IOException, InterruptedException {
        browser.await("document.querySelector('.offers tbody tr')");
    }

    /** Puts a value into an attribute of a form, and says so as a browser does when a user did. */
    void set(String form, String attribute, String value) throws IOException, InterruptedException {
        browser.run(
                "const field = document.querySelector(arguments[0]).querySelector(`[name='${arguments[1]}']`);"
                        + "field.value = arguments[2]; field.dispatchEvent(new Event('input', {bubbles: true}));",
                form,
                attribute,
                value);
    }

    /** Unfolds why the first offer is made. */
    void explainFirst() throws IOException, InterruptedException {
        browser.click(".offers tbody tr:first-child button");
        browser.await("document.querySelector('.explanation table')");
    }

    /** The texts of a column, from the top. */
    String column(String css) throws IOException, InterruptedException {
        return browser.run(
                        "return [...document.querySelectorAll(arguments[0])].map((cell) => cell.innerText.trim()).join('|')",
                        css)
                .asString();
    }
}
