package dev.recsys.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Bodies whose JSON the library reads or has written itself. */
final class JsonBodies {
    private JsonBodies() {}

    /** A body as text; one that is not UTF-8 is refused, as other letters would make other ids of it. */
    static String text(byte[] body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException("a request must be in UTF-8, but is not");
        }
    }

    static ResponseEntity<byte[]> ok(String json, String generation) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Recsys-Generation", generation)
                .body(json.getBytes(UTF_8));
    }
}
