package dev.recsys.service;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterModel;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.hybrid.InterleavedRecommender;
import dev.recsys.io.ReadReport;
import dev.recsys.live.Live;
import dev.recsys.live.Served;
import dev.recsys.mlc.MlcModel;
import dev.recsys.pipeline.ScoringModel;
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
    private final OfflineLists lists;
    private final Audit audit;
    private final @Nullable String testCustomer;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private volatile @Nullable Blended blended;

    ReferenceController(Live<Serving> live, OfflineLists lists, Audit audit, ServiceProperties properties) {
        this.live = live;
        this.lists = lists;
        this.audit = audit;
        this.testCustomer = properties.testCustomer();
    }

    /** The lists and models in turns, as long as both are the same. */
    private record Blended(ScoringModel model, @Nullable Recommender offline, Recommender blend) {}

    /**
     * A request.
     *
     * @param user_id the customer
     * @param k how many items at most; 7 by default
     * @param holdings the items owned, where they are not those remembered
     * @param features attributes by name, where they are not those remembered: a number, a text, or null for missing
     */
    record Asked(
            @Nullable String user_id,
            @Nullable Integer k,
            @Nullable List<String> holdings,
            @Nullable Map<String, @Nullable Object> features) {}

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
        Served<Serving> served = live.served();
        return ranked("recommendations", served, blend(served.value().bundle()), asked(user, k, body));
    }

    @Operation(operationId = "getOnlineMlc", summary = "Ranks by classification")
    @RequestMapping(
            path = "/get_online_mlc",
            method = {RequestMethod.GET, RequestMethod.POST})
    Ranked mlc(
            @RequestParam(name = "user_id", required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable Integer k,
            @RequestBody(required = false) @Nullable Asked body) {
        Served<Serving> served = live.served();
        return ranked("get_online_mlc", served, part(served.value().bundle(), MlcModel.class), asked(user, k, body));
    }

    @Operation(operationId = "getOnlineKmeans", summary = "Ranks by segments")
    @RequestMapping(
            path = "/get_online_kmeans",
            method = {RequestMethod.GET, RequestMethod.POST})
    Ranked kmeans(
            @RequestParam(name = "user_id", required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable Integer k,
            @RequestBody(required = false) @Nullable Asked body) {
        Served<Serving> served = live.served();
        return ranked(
                "get_online_kmeans", served, part(served.value().bundle(), ClusterModel.class), asked(user, k, body));
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
        Recommender model = popularity(live.get().bundle().model());
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

    private Ranked ranked(String operation, Served<Serving> served, Recommender by, RecommendationRequest request) {
        count(operation);
        Recommendations answer = InvalidRequestException.refusing(() -> by.recommend(request));
        return new Ranked(
                answer.customer().orElse(null),
                answer.itemIds(),
                answer.items().stream().map(RecommendedItem::score).toList(),
                served.generation().id());
    }

    private RecommendationRequest asked(@Nullable String user, @Nullable Integer k, @Nullable Asked body) {
        Asked said = body == null ? new Asked(null, null, null, null) : body;
        String id = user != null ? user : said.user_id();
        boolean saysNothing = id == null && said.holdings() == null && said.features() == null;
        String customer = saysNothing ? testCustomer : id;
        return InvalidRequestException.refusing(() -> {
            RecommendationRequest.Builder request =
                    customer == null ? RecommendationRequest.anonymous() : RecommendationRequest.forUser(customer);
            if (said.holdings() != null) {
                request.holdings(said.holdings());
            }
            if (said.features() != null) {
                said.features().forEach((name, value) -> feature(request, name, value));
            }
            Integer limit = k != null ? k : said.k();
            return (limit == null ? request : request.limit(limit)).build();
        });
    }

    private static void feature(RecommendationRequest.Builder request, String name, @Nullable Object value) {
        if (value instanceof Number number) {
            request.feature(name, number.doubleValue());
        } else if (value instanceof String text) {
            request.feature(name, text);
        } else if (value != null) {
            throw new IllegalArgumentException("the value of \"" + name + "\" must be a number, a text or null");
        }
    }

    private Recommender blend(Bundle bundle) throws IOException {
        ScoringModel model = bundle.model();
        Recommender offline = lists.over(popularity(model)).orElse(null);
        Blended now = blended;
        if (now != null && now.model() == model && now.offline() == offline) {
            return now.blend();
        }
        InterleavedRecommender.Builder turns = InterleavedRecommender.builder()
                .add("mlc", part(bundle, MlcModel.class))
                .add("kmeans", part(bundle, ClusterModel.class));
        bundle.memory().ifPresent(turns::memory);
        if (offline != null) {
            turns.add("offline", offline);
        }
        Recommender blend = turns.build();
        blended = new Blended(model, offline, blend);
        return blend;
    }

    /** A component by itself, with the memory of the whole. */
    private static Recommender part(Bundle bundle, Class<? extends ScoringModel> kind) {
        Bundle part = Bundle.of(CatalogueController.component(bundle.model(), kind));
        return bundle.memory().map(part::with).orElse(part);
    }

    /** What answers where a customer has no list; the same object as long as the generation is. */
    private static Recommender popularity(ScoringModel model) {
        return model instanceof HybridRecommender hybrid
                ? hybrid.fallback().map(fallback -> (Recommender) fallback).orElse(model)
                : model;
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
