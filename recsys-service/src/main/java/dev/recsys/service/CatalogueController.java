package dev.recsys.service;

import dev.recsys.als.AlsModel;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Feature;
import dev.recsys.data.Item;
import dev.recsys.data.Vocabulary;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.live.Live;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.spring.Serving;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the model knows: items, attributes, customers. */
@RestController
@RequestMapping("/v1")
@Tag(name = "catalogue", description = "What the model knows: items, attributes, customers.")
class CatalogueController {
    private static final int MOST_VALUES = 200;

    private final Live<Serving> live;
    private final Set<String> dates;

    CatalogueController(Live<Serving> live, ServiceProperties properties) {
        this.live = live;
        this.dates = Set.copyOf(properties.dateFeatures());
    }

    /**
     * An item.
     *
     * @param id its id
     * @param label its name
     * @param group its group
     * @param credit whether it is credit, so that protected attributes have no part in its score
     */
    record ItemView(String id, String label, String group, boolean credit) {}

    /**
     * An attribute of customers.
     *
     * @param name its name
     * @param label its name for people
     * @param numeric whether its values are numbers
     * @param date whether its numbers are days since 1970-01-01
     * @param isProtected whether it has no part in scores of credit
     * @param values the known values of a category, at most 200
     */
    record FeatureView(
            String name, String label, boolean numeric, boolean date, boolean isProtected, List<String> values) {}

    /**
     * An item and how similar it is.
     *
     * @param item the item
     * @param similarity the cosine of the factors, in −1..1
     */
    record SimilarItem(String item, double similarity) {}

    @Operation(operationId = "items", summary = "Lists the items that can be offered")
    @GetMapping("/items")
    List<ItemView> items() {
        return live.get().bundle().catalogue().items().stream()
                .map(CatalogueController::view)
                .toList();
    }

    @Operation(operationId = "similarItems", summary = "Lists the items that customers hold alike")
    @GetMapping("/items/{item}/similar")
    List<SimilarItem> similar(@PathVariable String item, @RequestParam(defaultValue = "7") int limit) {
        Serving serving = live.get();
        Catalogue catalogue = serving.bundle().catalogue();
        if (catalogue.indexOf(item) < 0) {
            throw new NotThereException("there is no such item");
        }
        AlsModel model = component(serving.bundle().model(), AlsModel.class);
        return InvalidRequestException.refusing(() -> model.similarItems(item, limit)).entrySet().stream()
                .map(similar -> new SimilarItem(similar.getKey(), similar.getValue()))
                .toList();
    }

    @Operation(operationId = "features", summary = "Lists the attributes that the model knows")
    @GetMapping("/features")
    List<FeatureView> features() {
        Vocabulary vocabulary = live.get().bundle().vocabulary();
        List<FeatureView> views = new ArrayList<>();
        for (int column = 0; column < vocabulary.schema().size(); column++) {
            views.add(view(vocabulary, column));
        }
        return views;
    }

    @Operation(operationId = "customer", summary = "Says what is remembered of a customer")
    @GetMapping("/customers/{id}")
    Customers.Remembered customer(@PathVariable String id) {
        return Customers.find(live.get().bundle(), id)
                .orElseThrow(() -> new NotThereException("nothing is remembered of this customer"));
    }

    /** The model of a kind: the one that scores, or a component of it. */
    static <M extends ScoringModel> M component(ScoringModel model, Class<M> kind) {
        if (kind.isInstance(model)) {
            return kind.cast(model);
        }
        if (model instanceof HybridRecommender hybrid) {
            for (ScoringModel component : hybrid.components().values()) {
                if (kind.isInstance(component)) {
                    return kind.cast(component);
                }
            }
        }
        throw new NotThereException("the live generation has no such model");
    }

    private static ItemView view(Item item) {
        return new ItemView(item.id(), item.label(), item.group(), item.isCredit());
    }

    private FeatureView view(Vocabulary vocabulary, int column) {
        Feature feature = vocabulary.schema().feature(column);
        boolean numeric = vocabulary.schema().isNumeric(column);
        List<String> values = numeric
                ? List.of()
                : IntStream.range(
                                0,
                                Math.min(
                                        MOST_VALUES,
                                        vocabulary.dictionary(column).size()))
                        .mapToObj(vocabulary.dictionary(column)::id)
                        .sorted()
                        .toList();
        return new FeatureView(
                feature.name(),
                feature.label(),
                numeric,
                numeric && dates.contains(feature.name()),
                feature.isProtected(),
                values);
    }
}
