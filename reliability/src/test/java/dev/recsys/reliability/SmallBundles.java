package dev.recsys.reliability;

import dev.recsys.Customer;
import dev.recsys.Facts;
import dev.recsys.RecommendationRequest;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.BprConfig;
import dev.recsys.baselines.BprTrainer;
import dev.recsys.baselines.EaseTrainer;
import dev.recsys.baselines.FeatureFactorConfig;
import dev.recsys.baselines.FeatureFactorTrainer;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.baselines.RandomTrainer;
import dev.recsys.baselines.ShareConfig;
import dev.recsys.baselines.ShareTrainer;
import dev.recsys.baselines.UserNeighbourTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.graph.GraphFilterConfig;
import dev.recsys.graph.GraphFilterTrainer;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.SmallBank;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Models of each algorithm, small enough to be mutated byte by byte, and requests for them. */
final class SmallBundles {
    static final Panel BANK = SmallBank.panel(60);
    static final EventLog SHOP = shop(120, 40);

    private SmallBundles() {}

    /** A shop whose catalogue is too large for item space. */
    private static EventLog shop(int visitors, int items) {
        EventLog.Builder log = EventLog.builder();
        Instant first = Instant.parse("2024-03-01T08:00:00Z");
        SplittableRandom random = new SplittableRandom(5);
        for (int visitor = 0; visitor < visitors; visitor++) {
            for (int item = 0; item < items; item++) {
                if (random.nextInt(item % 4 == visitor % 4 ? 3 : 12) == 0) {
                    log.add(
                            SmallBank.customerId(visitor),
                            "item-" + item,
                            1 + random.nextInt(3),
                            first.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 60))));
                }
            }
        }
        return log.build();
    }

    static AlsTrainer als(int factors) {
        return new AlsTrainer(
                AlsConfig.defaults().withFactors(factors).withIterations(3).withThreads(1));
    }

    static ClusterTrainer cluster() {
        ClusterConfig defaults = ClusterConfig.defaults();
        return new ClusterTrainer(
                defaults.withClusters(3).withFit(defaults.fit().withRestarts(2)).withThreads(1));
    }

    static MlcTrainer mlc() {
        String few = """
            {"trees":{"rounds":3,"maxLeaves":4},"crossFitting":{"models":2,"fallbackModels":false},
             "sampling":{"minAdditions":5},"columns":{"historyPeriods":2,"maxBins":8},"threads":1}\
            """;
        return new MlcTrainer(ConfigJson.read(few, MlcConfig.defaults()));
    }

    static HybridTrainer<Panel> hybrid() {
        return HybridTrainer.forPanels()
                .add("als", als(4))
                .add("cluster", cluster())
                .add("mlc", mlc())
                .build();
    }

    /** One bundle of each kind, by name. */
    static Map<String, Bundle> all() {
        Map<String, Bundle> all = new LinkedHashMap<>();
        all.put("popularity", remembering(new PopularityTrainer().train(BANK)));
        all.put("als", remembering(als(4).train(BANK)));
        all.put("als-snapshot", remembering(als(4).train(SmallBank.panel(1_400).before(SmallBank.month(1)))));
        all.put("als-large", Bundle.of(als(4).train(SHOP)).remembering(SHOP));
        all.put("neighbours", remembering(new NeighbourTrainer().train(BANK)));
        all.put("ease", remembering(new EaseTrainer().train(BANK)));
        all.put(
                "share",
                remembering(new ShareTrainer(ShareConfig.defaults().withBy(ShareConfig.By.SEGMENT)).train(BANK)));
        all.put("user-neighbours", remembering(new UserNeighbourTrainer().train(BANK)));
        all.put("bpr", remembering(new BprTrainer(BprConfig.defaults().withFactors(4)).train(BANK)));
        FeatureFactorTrainer features = new FeatureFactorTrainer(
                FeatureFactorConfig.defaults().withFactors(4).withIterations(3).withThreads(1));
        all.put("feature-factors", remembering(features.train(BANK)));
        all.put("random", remembering(new RandomTrainer().train(BANK)));
        GraphFilterTrainer graph = new GraphFilterTrainer(
                GraphFilterConfig.defaults().withFactors(4).withNeighbours(10).withThreads(1));
        all.put("graph", remembering(graph.train(BANK)));
        all.put("graph-shop", Bundle.of(graph.train(SHOP)).remembering(SHOP));
        all.put("cluster", remembering(cluster().train(BANK)));
        all.put("mlc", remembering(mlc().train(BANK)));
        ScoringModel hybrid = hybrid().train(BANK);
        all.put("hybrid", remembering(hybrid));
        all.put("hybrid-without-memory", Bundle.of(hybrid));
        return all;
    }

    private static Bundle remembering(ScoringModel model) {
        return Bundle.of(model).remembering(BANK);
    }

    /** Bytes of the file that a bundle is saved to. */
    @FunctionalInterface
    interface FileSize {
        int of(Bundle bundle) throws IOException;
    }

    /** The same model with a memory of so many customers that its file takes about so many bytes: the size is nearly linear in them. */
    static Bundle ofSize(String name, Bundle bundle, int bytes, FileSize size) throws IOException {
        int few = 400;
        int many = 800;
        int smaller = size.of(rememberingMany(name, bundle, few));
        int greater = size.of(rememberingMany(name, bundle, many));
        double perCustomer = (greater - smaller) / (double) (many - few);
        return rememberingMany(name, bundle, few + (int) ((bytes - smaller) / perCustomer));
    }

    private static Bundle rememberingMany(String name, Bundle bundle, int customers) {
        return name.equals("als-large") || name.equals("graph-shop")
                ? bundle.remembering(shop(customers, 40))
                : bundle.remembering(SmallBank.panel(customers));
    }

    /** Requests for a bundle: customers it may remember, and strangers of whom much, little or nothing is known. */
    static List<RecommendationRequest> requests(Bundle bundle) {
        List<String> items = bundle.catalogue().ids().ids();
        List<RecommendationRequest> requests = new ArrayList<>();
        for (int customer = 0; customer < 5; customer++) {
            requests.add(RecommendationRequest.forUser(SmallBank.customerId(customer))
                    .limit(4)
                    .build());
        }
        requests.add(RecommendationRequest.anonymous().build());
        requests.add(RecommendationRequest.anonymous().feature("age", 30).build());
        Facts rich = Facts.builder()
                .holdings(Map.of(items.get(0), 1.0, items.get(items.size() - 1), 3.5))
                .number("age", 44)
                .number("income", 52_000)
                .category("city", "south")
                .build();
        Customer known = Customer.anonymous().now(rich).build();
        requests.add(RecommendationRequest.forCustomer(known).limit(3).build());
        requests.add(RecommendationRequest.forCustomer(known)
                .earlier(1, Facts.builder().holdings(List.of(items.get(0))).build())
                .includeOwned()
                .build());
        return requests;
    }
}
