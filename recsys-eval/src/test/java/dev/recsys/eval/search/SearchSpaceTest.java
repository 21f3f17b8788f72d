package dev.recsys.eval.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a space takes, what it draws, and what it refuses. */
class SearchSpaceTest {
    enum Kind {
        PLAIN,
        FANCY
    }

    /** The inner options. */
    public record Inner(
            @Option(value = "1", above = 0, max = 1000, what = "Alpha.")
            double alpha) {
        public Inner {
            Options.check(Inner.class, alpha);
        }
    }

    /** The options. */
    public record Outer(
            @Option(value = "10", min = 1, max = 1000, what = "Size.")
            int size,

            @Option(value = "PLAIN", what = "Kind.") Kind kind,
            @Option(value = "true", what = "Exact.") boolean exact,
            @Option(what = "Inside.") Inner inner,

            @Option(value = "1", min = 1, max = 64, what = "Threads.")
            int threads) {
        public Outer {
            Options.check(Outer.class, size, kind, exact, inner, threads);
        }
    }

    private static final Outer DEFAULTS = Options.defaults(Outer.class);

    private static SearchSpace<Outer> space(String json) {
        return SearchSpace.of(json.replace('\'', '"'), DEFAULTS);
    }

    @Test
    void draws_ofEachKind_areInsideAndCoverIt() {
        SearchSpace<Outer> space = space("""
            {'size': {'from': 2, 'to': 5}, 'kind': ['PLAIN', 'FANCY'], 'exact': false,
             'inner': {'alpha': {'from': 0.01, 'to': 100, 'scale': 'log'}}}
            """);
        assertThat(space.options()).containsExactly("size", "kind", "exact", "inner.alpha");
        Map<Integer, Integer> sizes = new TreeMap<>();
        int small = 0;
        List<Map<String, JsonNode>> draws = space.draws(1, 4000);
        for (Map<String, JsonNode> draw : draws) {
            Outer config = space.config(draw);
            sizes.merge(config.size(), 1, Integer::sum);
            assertThat(config.exact()).isFalse();
            assertThat(config.threads()).isEqualTo(1);
            assertThat(config.inner().alpha()).isBetween(0.01, 100.0);
            small += config.inner().alpha() < 1 ? 1 : 0;
        }
        assertThat(sizes.keySet()).containsExactly(2, 3, 4, 5);
        assertThat(sizes.values()).allSatisfy(count -> assertThat(count).isBetween(900, 1100));
        assertThat(small)
                .as("half of a log scale from 0.01 to 100 lies below 1")
                .isBetween(1850, 2150);
        assertThat(space.draws(1, 10)).isEqualTo(draws.subList(0, 10));
        assertThat(space.draws(2, 10)).isNotEqualTo(draws.subList(0, 10));
    }

    @Test
    void draws_moreThanThereAre_areEachOnce() {
        assertThat(space("{'size': [1, 2, 3], 'kind': ['PLAIN', 'FANCY']}").draws(5, 100))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void options_byPathOrNested_areTheSame() {
        SearchSpace<Outer> nested = space("{'inner': {'alpha': [1, 2]}}");
        SearchSpace<Outer> path = space("{'inner.alpha': [1, 2]}");
        assertThat(path.draws(3, 2)).isEqualTo(nested.draws(3, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1]                                             | json must be an object of options",
                "{}                                              | json must be an object of options",
                "{'size'                                         | json is not JSON at line 1",
                "{'size': [1], 'size': [2]}                      | json has a name twice, at line 1",
                "{'size': [1, 2]} {'size': [3, 4]}               | json is not JSON at line 1",
                "{'inner.alpha': [1], 'inner': {'alpha': 2}}     | space: inner.alpha must not be named twice",
                "{'sizes': [1]}                                  | space: there is no option \"sizes\"",
                "{'inner.beta': [1]}                             | space: there is no option \"inner.beta\"",
                "{'inner': [1]}                                  | space: inner must be an object of options",
                "{'threads': [1, 2]}                             | space: threads must not be searched",
                "{'size': []}                                    | space: size must have at least one value",
                "{'size': [1, 1]}                                | space: size must not have a value twice",
                "{'size': [0, 1]}                                | size must be in 1..1000, but was 0   ",
                "{'size': ['many']}                              | space: size: ",
                "{'size': {'from': 1, 'to': 2000}}               | size must be in 1..1000, but was 2000",
                "{'size': {'from': 1.5, 'to': 2}}                | space: size must have a whole number as from",
                "{'size': {'from': 5, 'to': 5}}                  | space: size must have from below to",
                "{'size': {'from': 5}}                           | space: size must have a number as to",
                "{'size': {'from': 1, 'to': 2, 'step': 1}}       | but has \"step\"",
                "{'size': {'from': 1, 'to': 2, 'scale': 'sqrt'}} | must be linear or log, but was sqrt",
                "{'inner.alpha': {'from': 0, 'to': 1, 'scale': 'log'}} | must have from above 0 on a log scale",
                "{'kind': {'from': 1, 'to': 2}}                  | space: kind is no number and can have no range",
                "{'kind': ['ODD']}                               | space: kind: ",
            })
    void space_whatItCannotMean_isRefusedWithItsOption(String json, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(() -> space(json)).withMessageContaining(sentence);
    }
}
