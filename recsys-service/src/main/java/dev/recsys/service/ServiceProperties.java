package dev.recsys.service;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the service is set up by, under {@code recsys.service}.
 *
 * @param access who may ask; {@code LOOPBACK} serves this machine only
 * @param apiKeys the keys, where access is by {@code API_KEY}
 * @param maxBody the largest body of a request, and the longest line of a stream
 * @param readTimeout how long the head of a request, its body, or a line of a stream may take to arrive
 * @param maxBatch most requests in a batch
 * @param requestsPerSecond requests a second that one caller may make; 0 for any number
 * @param testCustomer the customer that the reference operations answer for when a request names none; none answers for a customer
 *     of whom nothing is known
 * @param dateFeatures names of numeric attributes whose numbers are days since 1970-01-01, which the page shows as dates
 * @param lists folder of precomputed lists; without it none can be loaded
 * @param audit folder of the log of what administrators did, chained like the log of decisions; without it only a line in the
 *     service's log says so
 */
@Validated
@ConfigurationProperties("recsys.service")
public record ServiceProperties(
        @DefaultValue("LOOPBACK") @NotNull Access access,
        @DefaultValue List<@Valid ApiKey> apiKeys,
        @DefaultValue("1MB") @NotNull DataSize maxBody,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration readTimeout,

        @DefaultValue("1000") @Min(1) @Max(100_000) int maxBatch,
        @DefaultValue("0") @Min(0) @Max(10_000_000) int requestsPerSecond,
        @Nullable String testCustomer,
        @DefaultValue({"fecha_alta", "ult_fec_cli_1t"}) List<String> dateFeatures,
        @Nullable Path lists,
        @Nullable Path audit) {
    /** Who may ask. */
    public enum Access {
        /** Whoever is on this machine; requests from others are refused. */
        LOOPBACK,
        /** Whoever has one of the keys, in the header {@code X-API-Key}. */
        API_KEY,
        /** Whoever has a token of the authorization server set under {@code spring.security.oauth2.resourceserver}. */
        OAUTH2,
        /** Everyone. Administration is refused to all. */
        OPEN
    }

    /**
     * A key, known by its hash.
     *
     * @param name who has it, for audit and limits
     * @param sha256 the SHA-256 of the key, in hexadecimal
     * @param admin whether it may activate models and load lists
     */
    public record ApiKey(
            @NotBlank String name,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sha256,
            @DefaultValue("false") boolean admin) {}
}
