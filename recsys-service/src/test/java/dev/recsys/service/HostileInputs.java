package dev.recsys.service;

import java.util.stream.Stream;

/** What no honest caller sends. */
final class HostileInputs {
    private HostileInputs() {}

    /** Requests that a server must not understand. */
    static Stream<String> malformed() {
        String end = "Host: localhost\r\nConnection: close\r\n\r\n";
        return Stream.of(
                "GARBAGE\r\n\r\n",
                "GET\r\n\r\n",
                "GET /v1/items HTTP/9.9\r\n" + end,
                "GET /v1/items HTTP/1.1\r\n\r\n", // no host
                "GET /v1/items HTTP/1.1\r\nHost: a\r\n" + end,
                "GET /v1/items|{} HTTP/1.1\r\n" + end,
                "GET /v1/items\u0001 HTTP/1.1\r\n" + end,
                "GET /v1/\u00ff\u00fe HTTP/1.1\r\n" + end,
                "GET /v1/%zz HTTP/1.1\r\n" + end,
                "GET /v1/items HTTP/1.1\r\n: empty\r\n" + end,
                "GET /v1/items HTTP/1.1\r\nA b: c\r\n" + end,
                "GET /v1/items HTTP/1.1\r\nX: a\u0000b\r\n" + end,
                "GET /v1/items HTTP/1.1\r\nX: " + "a".repeat(70_000) + "\r\n" + end,
                "GET /" + "a".repeat(70_000) + " HTTP/1.1\r\n" + end,
                "GET http://other.example/v1/nosuch HTTP/1.1\r\n" + end,
                "TRACE /v1/items HTTP/1.1\r\n" + end,
                "CONNECT localhost:1 HTTP/1.1\r\n" + end,
                "BREW /v1/items HTTP/1.1\r\n" + end,
                "PUT /v1/items HTTP/1.1\r\n" + end,
                "POST /v1/recommend HTTP/1.1\r\nContent-Length: -1\r\n" + end,
                "POST /v1/recommend HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n" + end + "{} ",
                "POST /v1/recommend HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n" + end,
                "POST /v1/recommend HTTP/1.1\r\nTransfer-Encoding: nosuch\r\n" + end,
                "POST /v1/recommend HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n" + end
                        + "zz\r\n{}\r\n0\r\n\r\n",
                "POST /v1/recommend HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n" + end + "{}",
                "POST /v1/recommend HTTP/1.1\r\nContent-Type: /\r\nContent-Length: 2\r\n" + end + "{}",
                "GET /nosuch HTTP/1.1\r\nAccept: text/html\r\n" + end,
                "GET /error HTTP/1.1\r\nAccept: text/html\r\n" + end,
                "GET /v1/customers/nobody HTTP/1.1\r\nAccept: text/html\r\n" + end,
                "GET /v1/items HTTP/1.1\r\nAccept: image/png\r\n" + end);
    }

    /** Bodies of wrong types, of no JSON, or too deep. */
    static Stream<String> wrongBodies() {
        return Stream.of(
                "",
                "null",
                "true",
                "7",
                "\"x\"",
                "[]",
                "{",
                "{}}",
                "{\"customer\":7}",
                "{\"customer\":[]}",
                "{\"customer\":{\"id\":{}}}",
                "{\"customer\":{\"id\":null,\"features\":[1]}}",
                "{\"customer\":{\"holdings\":7}}",
                "{\"customer\":{\"holdings\":[[\"cco\"]]}}",
                "{\"customer\":{\"holdings\":{\"cco\":\"much\"}}}",
                "{\"customer\":{\"features\":{\"age\":1e999}}}",
                "{\"customer\":{\"features\":{\"age\":NaN}}}",
                "{\"customer\":{\"features\":{\"age\":{\"a\":1}}}}",
                "{\"customer\":{\"earlier\":{}}}",
                "{\"allow\":\"cco\",\"user_id\":[],\"kind\":7,\"type\":{}}",
                "{\"limit\":1e99,\"k\":1e99,\"id\":[],\"file\":[]}",
                "{\"limit\":99999999999999999999999}",
                "{\"date\":\"2016-13-45\"}",
                "{\"time\":\"+999999999-12-31T23:59:59Z\",\"id\":\"x\",\"kind\":\"OFFER\"}",
                "{\"a\":1,\"a\":2}",
                "\u00ef\u00bb\u00bf{}",
                "\u00ff\u00fe{}",
                "{\"customer\":{\"id\":\"\u00c0\u0080\"}}",
                "{\"customer\":{\"id\":\"\\ud800\"}}",
                "[".repeat(100_000),
                "{\"a\":".repeat(50_000),
                "{\"customer\":{\"features\":{\"age\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}}}",
                "{\"limit\":" + "9".repeat(100_000) + "}",
                "{\"customer\":{\"id\":\"" + "x".repeat(500_000) + "\"}}");
    }
}
