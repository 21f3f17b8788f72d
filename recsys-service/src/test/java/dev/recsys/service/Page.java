package dev.recsys.service;

import java.io.IOException;
import java.net.URI;

/** The page of the service in a browser, by what a user does with it. */
final class Page {
    final Browser browser;
    private final Running service;

    Page(Browser browser, Running service) {
        this.browser = browser;
        this.service = service;
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
