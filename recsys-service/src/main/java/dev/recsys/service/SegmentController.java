package dev.recsys.service;

import dev.recsys.RecommendationRequest;
import dev.recsys.cluster.ClusterModel;
import dev.recsys.cluster.ClusterProfile;
import dev.recsys.data.Catalogue;
import dev.recsys.decision.DecisionRequest;
import dev.recsys.live.Live;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.service.doc.DecisionRequestDoc;
import dev.recsys.spring.Serving;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Segments of customers: who is in which, and what such customers own and take. */
@RestController
@RequestMapping("/v1/segments")
@Tag(name = "segments", description = "Who is alike, and what such customers own and take.")
class SegmentController {
    private final Live<Serving> live;

    SegmentController(Live<Serving> live) {
        this.live = live;
    }

    /**
     * A segment.
     *
     * @param segment its number; 0 is the largest
     * @param share its share of the customers of the training data, in 0..1
     * @param profile who is in it
     * @param items what its customers own and take, the most taken first
     */
    record SegmentView(int segment, double share, ClusterProfile profile, List<ItemRates> items) {}

    /**
     * An item in a segment.
     *
     * @param item the item
     * @param label its name
     * @param meanHoldings how much of the time it is held, in 0..1
     * @param additionRate the share of customers who take it in a period
     */
    record ItemRates(String item, String label, double meanHoldings, double additionRate) {}

    @Operation(operationId = "segments", summary = "Describes all segments")
    @GetMapping
    List<SegmentView> all() {
        ClusterModel model = model();
        return model.profiles().stream()
                .map(profile -> view(model, profile.cluster()))
                .toList();
    }

    @Operation(
            operationId = "assignSegment",
            summary = "Says which segment a customer is in",
            description = "Of the request only the customer counts; any part of the attributes may be known.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DecisionRequestDoc.class))))
    @PostMapping(path = "/assign", consumes = MediaType.APPLICATION_JSON_VALUE)
    SegmentView assign(@RequestBody byte[] body) {
        ClusterModel model = model();
        RecommendationRequest request = InvalidRequestException.refusing(
                () -> DecisionRequest.fromJson(JsonBodies.text(body)).recommendation());
        OptionalInt segment = InvalidRequestException.refusing(() -> model.clusterOf(withMemory(request)));
        if (segment.isEmpty()) {
            throw new NotThereException("no attribute of this customer is known, so no segment is");
        }
        return view(model, segment.getAsInt());
    }

    /** What the request says, completed by what is remembered of the customer. */
    private KnownCustomer withMemory(RecommendationRequest request) {
        return live.get().bundle().resolve(request).customer();
    }

    private ClusterModel model() {
        return CatalogueController.component(live.get().bundle().model(), ClusterModel.class);
    }

    private static SegmentView view(ClusterModel model, int segment) {
        Catalogue catalogue = model.catalogue();
        long all = model.profiles().stream().mapToLong(ClusterProfile::size).sum();
        List<ItemRates> items = catalogue.items().stream()
                .map(item -> new ItemRates(
                        item.id(),
                        item.label(),
                        model.meanHoldings(segment, item.id()),
                        model.additionRate(segment, item.id())))
                .sorted(Comparator.comparingDouble(ItemRates::additionRate).reversed())
                .toList();
        ClusterProfile profile = model.profile(segment);
        return new SegmentView(segment, all == 0 ? 0 : (double) profile.size() / all, profile, items);
    }
}
