package dev.recsys.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.ModelInfo;
import dev.recsys.data.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfoJsonTest {
    private static ModelInfo info(LocalDate lastDate, Instant trainedAt) {
        return new ModelInfo(
                "als",
                "hash",
                "{\"rank\": 5, \"é\": \"\\\"\"}",
                "data",
                lastDate,
                lastDate == null ? null : Period.QUARTER,
                Integer.MAX_VALUE,
                0,
                "1.0",
                "17",
                trainedAt,
                Long.MAX_VALUE,
                Map.of("regime", "dual\n\u0000", "", "empty name"));
    }

    @Test
    void writeAndRead_anyProvenance_roundTrips() {
        for (ModelInfo info : new ModelInfo[] {
            info(null, Instant.EPOCH),
            info(LocalDate.of(2016, 5, 28), Instant.parse("2026-01-01T12:34:56.123456789Z")),
            info(LocalDate.MAX, Instant.MAX),
            info(LocalDate.MIN, Instant.MIN)
        }) {
            assertThat(InfoJson.read(InfoJson.write(info))).isEqualTo(info);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"algorithm", "modelHash", "config", "dataHash", "libraryVersion", "javaVersion", "trainedAt"})
    void read_fieldMissing_isRefused(String field) {
        String json = InfoJson.write(info(null, Instant.EPOCH)).replace("\"" + field + "\"", "\"other\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InfoJson.read(json))
                .withMessage("the manifest lacks \"" + field + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "{}", "{", "{\"algorithm\":5}"})
    void read_notAManifest_isRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> InfoJson.read(json));
    }

    @Test
    void read_badDateOrCount_isRefused() {
        String json = InfoJson.write(info(LocalDate.EPOCH, Instant.EPOCH));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InfoJson.read(json.replace("1970-01-01T", "1970-13-01T")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InfoJson.read(json.replace("\"1970-01-01\"", "\"yesterday\"")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InfoJson.read(json.replace("\"itemCount\":0", "\"itemCount\":-1")));
    }
}
