package dev.recsys.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainJsonTest {
    @Test
    void text_listsAndMaps_areAsTheJsonLibraryWrites() throws JsonProcessingException {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("index", 3);
        item.put("label", "Savings account");
        item.put("attributes", Map.of("term", "long"));
        item.put("none", Map.of());
        for (List<?> values : List.of(
                List.of(),
                List.of(item, item),
                List.of(1, 2L, true, 0.1, 1e300, List.of("a", "b")),
                List.of(Map.of("cuota \"a la vista\"", "d\u00e9p\u00f4t\n")),
                List.of(Map.of("d\u00e9p\u00f4t", 1)),
                List.of(1.5f, 'c'),
                Arrays.asList("a", null),
                List.of(Collections.singletonMap("label", null)))) {
            assertThat(JsonMappers.text(values)).isEqualTo(JsonMappers.plain().writeValueAsString(values));
        }
    }

    @Test
    void of_plainValues_needsNoLibrary() {
        assertThat(PlainJson.of(List.of(Map.of("a", 1)))).isEqualTo("[{\"a\":1}]");
        assertThat(PlainJson.of(List.of("\""))).isNull();
        assertThat(PlainJson.of(List.of(Double.NaN))).isNull();
    }
}
