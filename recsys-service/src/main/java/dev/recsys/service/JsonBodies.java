package dev.recsys.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers whose JSON the library has written already. */
final class JsonBodies {
    private JsonBodies() {}

    static ResponseEntity<byte[]> ok(String json, String generation) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Recsys-Generation", generation)
                .body(json.getBytes(UTF_8));
    }
}
