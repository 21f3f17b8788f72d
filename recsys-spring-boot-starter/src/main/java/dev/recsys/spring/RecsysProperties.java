package dev.recsys.spring;

import dev.recsys.decision.LogDetail;
import dev.recsys.decision.log.LogConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an application sets under {@code recsys}. Exactly one of {@code models} and {@code store} says where models come from;
 * without both nothing is configured.
 *
 * @param models folder of models, as {@code recsys run} and {@code recsys train} write it; read once, at the start
 * @param store folder of generations, as {@code recsys publish} writes it
 * @param model name of the model that scores; by default the one that a generation names, and in a folder the hybrid or the only one
 * @param watch how often to look whether the store has another current generation; 0 for never
 * @param publicKeys files with the public keys one of which must have signed a generation; none asks for no signature
 * @param smokeCustomers ids of customers that a model must answer before it goes live, beside one of whom nothing is known
 * @param guard time budget and breaker of the components of a hybrid
 * @param decision by what decisions are made, and where they are logged
 * @param contacts where offers made and answers received are remembered
 * @param observation whether decisions are observed, for traces
 */
@Validated
@ConfigurationProperties("recsys")
public record RecsysProperties(
        @Nullable Path models,
        @Nullable Path store,
        @Nullable String model,
        @DefaultValue("5s") @NotNull Duration watch,
        @DefaultValue List<Path> publicKeys,
        @DefaultValue List<String> smokeCustomers,
        @DefaultValue @Valid Guard guard,
        @DefaultValue @Valid Decision decision,
        @DefaultValue @Valid Contacts contacts,
        @DefaultValue @Valid Observation observation) {

    /**
     * Whether at most one place says where models come from.
     *
     * @return whether at most one is set
     */
    @AssertTrue(message = "set only one of recsys.models and recsys.store")
    public boolean isOnePlace() {
        return models == null || store == null;
    }

    /**
     * Whether the pause between two looks is possible.
     *
     * @return whether it is 0 or at least 100 ms
     */
    @AssertTrue(message = "recsys.watch must be 0 or at least 100ms")
    public boolean isWatchPossible() {
        return watch.isZero() || watch.compareTo(Duration.ofMillis(100)) >= 0;
    }

    /**
     * Time budget and breaker of each component of a hybrid.
     *
     * @param enabled whether components are guarded; an unguarded one that hangs lets its requests hang
     * @param budget the longest a component may take for a request
     * @param failures failures in a row after which a component rests
     * @param rest how long a component rests before it is tried again
     * @param threads most threads in a component at once
     */
    public record Guard(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("20ms") @NotNull Duration budget,
            @DefaultValue("5") @Min(1) @Max(1000) int failures,
            @DefaultValue("10s") @NotNull Duration rest,
            @DefaultValue("64") @Min(1) @Max(10_000) int threads) {}

    /**
     * Whether decisions are observed.
     *
     * @param enabled whether each decision is an observation {@code recsys.decision}, where the application has a registry of them;
     *     meters of decisions need none
     */
    public record Observation(@DefaultValue("false") boolean enabled) {}

    /**
     * By what decisions are made, and where they are logged.
     *
     * @param policy policy file, YAML or JSON; by default that of the generation, and without one offers are ranked by score alone;
     *     the files of models it names are looked for beside it
     * @param log where decisions are logged
     */
    public record Decision(
            @Nullable Path policy, @DefaultValue @Valid Log log) {}

    /**
     * The log of decisions.
     *
     * @param folder the log's folder; without it nothing is logged
     * @param detail how much of the customer a record has
     * @param force when records are forced to the disk
     */
    public record Log(
            @Nullable Path folder,
            @DefaultValue("FACTS") @NotNull LogDetail detail,
            @DefaultValue("INTERVAL") LogConfig.@NotNull Force force) {}

    /**
     * Where contacts are remembered.
     *
     * @param store where; {@code JDBC} needs a data source
     * @param tablePrefix what the names of the tables begin with
     * @param migrate whether the tables are created and brought to the last version at the start
     * @param retention how long contacts are remembered in this process; a database keeps them until they are erased
     */
    public record Contacts(
            @DefaultValue("NONE") @NotNull Store store,

            @DefaultValue("recsys_") @Pattern(regexp = "[a-z][a-z0-9_]{0,29}")
            String tablePrefix,

            @DefaultValue("true") boolean migrate,
            @DefaultValue("365d") @NotNull Duration retention) {
        /** Where contacts are remembered. */
        public enum Store {
            /** Nowhere: only contacts that a request brings count. */
            NONE,
            /** In this process, until it ends. */
            MEMORY,
            /** In the application's database. */
            JDBC
        }
    }
}
