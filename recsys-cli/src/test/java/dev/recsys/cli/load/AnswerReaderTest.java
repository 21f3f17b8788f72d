package dev.recsys.cli.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    /** Gives one byte at a time, as a network may. */
    private static AnswerReader of(String text) {
        InputStream bytes = new ByteArrayInputStream(text.getBytes(ISO_8859_1));
        return new AnswerReader(new InputStream() {
            @Override
            public int read() throws IOException {
                return bytes.read();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return bytes.read(into, from, Math.min(1, length));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
                "HTTP/1.1 200\r\ncontent-length:5\r\n\r\nabcde",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nabcde\r\nA\r\n0123456789\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nTrailer: x\r\n\r\n"
            })
    void answer_ofAnyKind_endsWhereTheNextBegins(String answer) throws IOException {
        AnswerReader reader = of(answer + "HTTP/1.1 503 Busy\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
        reader.read();
        assertThat(reader.keepsAlive()).isTrue();
        assertThat(reader.read()).isEqualTo(503);
        assertThat(reader.keepsAlive()).isFalse();
    }

    @Test
    void answer_withoutALength_endsWithTheConnection() throws IOException {
        AnswerReader reader = of("HTTP/1.1 200 OK\r\n\r\nall that comes");
        assertThat(reader.read()).isEqualTo(200);
        assertThat(reader.keepsAlive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"
            })
    void answer_cutOff_isNoAnswer(String answer) {
        assertThatThrownBy(() -> of(answer).read()).isInstanceOf(EOFException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH\r\n\r\n",
                "HTTP/1.1 999 Odd\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void answer_thatIsNoHttp_isSaid(String answer) {
        assertThatThrownBy(() -> of(answer).read()).isInstanceOf(ProtocolException.class);
    }
}
