package dev.recsys.service;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterModel;
import dev.recsys.io.ReadReport;
import dev.recsys.live.Live;
import dev.recsys.live.Served;
import dev.recsys.mlc.MlcModel;
import dev.recsys.spring.Serving;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Operations by the names of the service that this one can stand in for. They rank and nothing else: no rules, no contacts, no log
 * of decisions. Each takes its request from the query, from a JSON body, or from nothing: then it answers for the test customer.
 */
@RestController
@Tag(name = "reference", description = "Rankings alone, by the names of an older service; new callers use /v1.")
class ReferenceController {
    private final Live<Serving> live;
    private final Rankings rankings;
    private final OfflineLists lists;
    private final Audit audit;
    private final @Nullable String testCustomer;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    ReferenceController(
            Live<Serving> live, Rankings rankings, OfflineLists lists, Audit audit, ServiceProperties properties) {
        this.live = live;
        this.rankings = rankings;
        this.lists = lists;
        this.audit = audit;
        this.testCustomer = properties.testCustomer();
    }

    /**
     * An answer.
     *
     * @param user_id the customer
     * @param recs the items, best first
     * @param scores their scores
     * @param generation which generation of models answered
     */
    record Ranked(@Nullable String user_id, List<String> recs, List<Double> scores, String generation) {}

    /**
     * What was loaded.
     *
     * @param type of which model
     * @param loaded rows taken
     * @param rejected rows left out
     */
    record LoadedLists(String type, long loaded, long rejected) {}

    /**
     * Lists to load.
     *
     * @param type of which model: als, mlc or kmeans
     * @param file name of a file in the service's folder of lists
     */
    record Load(@Nullable String type, @Nullable String file) {}

    @Operation(
            operationId = "recommendations",
            summary = "Ranks by classification, segments and precomputed lists in turns")
    @RequestMapping(
            path = "/recommendations",
            method = {RequestMethod.GET, RequestMethod.POST})
    Ranked recommendations(
            @RequestParam(name = "user_id", required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable Integer k,
            @RequestBody(required = false) @Nullable Asked body)
            throws IOException {
        return ranked("recommendations", rankings::blend, Asked.of(user, k, body));
    }

    @Operation(operationId = "getOnlineMlc", summary = "Ranks by classification")
    @RequestMapping(
            path = "/get_online_mlc",
            method = {RequestMethod.GET, RequestMethod.POST})
    Ranked mlc(
            @RequestParam(name = "user_id", required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable Integer k,
            @RequestBody(required = false) @Nullable Asked body)
            throws IOException {
        return ranked("get_online_mlc", bundle -> Rankings.part(bundle, MlcModel.class), Asked.of(user, k, body));
    }

    @Operation(operationId = "getOnlineKmeans", summary = "Ranks by segments")
    @RequestMapping(
            path = "/get_online_kmeans",
            method = {RequestMethod.GET, RequestMethod.POST})
    Ranked kmeans(
            @RequestParam(name = "user_id", required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable Integer k,
            @RequestBody(required = false) @Nullable Asked body)
            throws IOException {
        return ranked(
                "get_online_kmeans", bundle -> Rankings.part(bundle, ClusterModel.class), Asked.of(user, k, body));
    }

    @Operation(
            operationId = "loadRecommendations",
            summary = "Loads precomputed lists from a CSV file",
            description =
                    "All lists of the type are replaced at once, or none if the file is refused. For administrators.")
    @RequestMapping(
            path = "/load_recommendations",
            method = {RequestMethod.GET, RequestMethod.POST})
    LoadedLists load(
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String file,
            @RequestBody(required = false) @Nullable Load body)
            throws IOException {
        count("load_recommendations");
        OfflineLists.Kind kind = kind(type == null && body != null ? body.type() : type);
        String name = file == null && body != null ? body.file() : file;
        if (name == null) {
            throw new InvalidRequestException("file must be given");
        }
        Recommender model = Rankings.fallback(live.get().bundle().model());
        ReadReport report = audit.audited("load lists", kind + " " + name.replaceAll("[^A-Za-z0-9._-]", "?"), () -> {
            try {
                return lists.load(kind, name, model);
            } catch (IllegalArgumentException e) {
                throw new ConflictException("the lists are refused: " + e.getMessage());
            }
        });
        return new LoadedLists(kind.name().toLowerCase(Locale.ROOT), report.accepted(), report.quarantined());
    }

    @Operation(operationId = "getStatistics", summary = "Counts the requests of these operations since the start")
    @RequestMapping(
            path = "/get_statistics",
            method = {RequestMethod.GET, RequestMethod.POST})
    Map<String, Long> statistics() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((operation, count) -> sums.put(operation, count.sum()));
        return sums;
    }

    /** What ranks, of a generation. */
    private interface Choice {
        Recommender of(Bundle bundle) throws IOException;
    }

    private Ranked ranked(String operation, Choice by, Asked asked) throws IOException {
        Served<Serving> served = live.served();
        Recommender ranks = by.of(served.value().bundle());
        RecommendationRequest request = asked.request(testCustomer);
        count(operation);
        Recommendations answer = InvalidRequestException.refusing(() -> ranks.recommend(request));
        return new Ranked(
                answer.customer().orElse(null),
                answer.itemIds(),
                answer.items().stream().map(RecommendedItem::score).toList(),
                served.generation().id());
    }

    private static OfflineLists.Kind kind(@Nullable String type) {
        for (OfflineLists.Kind kind : OfflineLists.Kind.values()) {
            if (kind.name().equalsIgnoreCase(Optional.ofNullable(type).orElse(""))) {
                return kind;
            }
        }
        throw new InvalidRequestException("type must be als, mlc or kmeans");
    }

    private void count(String operation) {
        counts.computeIfAbsent(operation, name -> new LongAdder()).increment();
    }
}
