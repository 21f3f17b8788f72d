package dev.recsys.reliability.hostile;

import static dev.recsys.reliability.hostile.Fixtures.OTHER_PANEL;
import static dev.recsys.reliability.hostile.Fixtures.SHOP;

import dev.recsys.BatchRequest;
import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Catalogue;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Vocabulary;
import dev.recsys.eval.TimeSplit;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.testkit.SmallBank;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Objects that are legal in themselves but strangers to the one they are given to: of other data, empty, or misbehaving. */
final class Strangers {
    private Strangers() {}

    /** What a callback throws; a caller may see it as it is. */
    static final class Planted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Planted() {
            super("planted");
        }
    }

    static List<Named> of(Class<?> type) {
        List<Named> found = new ArrayList<>();
        Stream.concat(ALL.stream(), DecisionArguments.strangers().stream())
                .filter(stranger -> type.isInstance(stranger.value()))
                .forEach(found::add);
        if (type.isInterface() && !type.isSealed() && type.getEnclosingClass() == null) {
            if (!type.getName().startsWith("java.sql.")) {
                found.add(new Named("one that answers null, 0 or NaN", misbehaving(type, false)));
            }
            found.add(new Named("one that throws", misbehaving(type, true)));
        }
        if (DataInputStream.class == type) {
            found.add(new Named("an empty stream", new DataInputStream(new ByteArrayInputStream(new byte[0]))));
            byte[] ones = new byte[1000];
            java.util.Arrays.fill(ones, (byte) -1);
            found.add(new Named("a stream of ones", new DataInputStream(new ByteArrayInputStream(ones))));
        }
        if (OutputStream.class.isAssignableFrom(type)) {
            OutputStream full = new OutputStream() {
                @Override
                public void write(int b) throws java.io.IOException {
                    throw new java.io.IOException("full");
                }
            };
            found.add(new Named("a stream that fails", type == OutputStream.class ? full : new DataOutputStream(full)));
        }
        return found;
    }

    private static Object misbehaving(Class<?> type, boolean throwing) {
        return Proxy.newProxyInstance(
                Strangers.class.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return switch (method.getName()) {
                            case "hashCode" -> 1;
                            case "equals" -> self == given[0];
                            default -> "misbehaving";
                        };
                    }
                    if (throwing) {
                        throw new Planted();
                    }
                    Class<?> answer = method.getReturnType();
                    return answer == double.class
                            ? (Object) Double.NaN
                            : answer == float.class
                                    ? (Object) Float.NaN
                                    : answer == boolean.class
                                            ? (Object) false
                                            : answer == int.class ? (Object) 0 : null;
                });
    }

    private static final List<Named> ALL = List.of(
            new Named(
                    "an empty panel",
                    Panel.builder(SmallBank.catalogue(), SmallBank.schema()).build()),
            new Named("a panel without items", emptyItems()),
            new Named("a panel of one period", SmallBank.panel(20).before(SmallBank.month(1))),
            new Named("another bank's panel", OTHER_PANEL),
            new Named("an empty log", EventLog.builder().build()),
            new Named("another shop's log", SHOP),
            new Named("a log of the ends of time", ends()),
            new Named("an empty catalogue", Catalogue.of(List.of())),
            new Named("another catalogue", Catalogue.of(List.of("p", "q"))),
            new Named("no features", FeatureSchema.empty()),
            new Named(
                    "other features",
                    FeatureSchema.builder().numeric("z").categorical("y").build()),
            new Named("no ids", IdIndex.of(List.of())),
            new Named("other ids", IdIndex.of(List.of("x"))),
            new Named("another vocabulary", Vocabulary.of(Catalogue.of(List.of("p")))),
            new Named("an empty matrix", InteractionMatrix.builder(0, 0).build()),
            new Named(
                    "a 1 x 99 matrix",
                    InteractionMatrix.builder(1, 99).add(0, 98, 2).build()),
            new Named("an empty table", FeatureTable.builder(0).build()),
            new Named("no sections", Sections.builder().build()),
            new Named("no features known", FeatureRow.unknown()),
            new Named("a history of 99 items", longHistory()),
            new Named("a customer holding item 98", stranger(98, 1)),
            new Named("a customer of a long history", strangerInTime()),
            new Named("a customer of other features", strangerInFeatures()),
            new Named("needs of a feature unknown", new MemoryNeeds(Set.of("nothing"), 24, Set.of(), 1)),
            new Named("the other bank's memory", CustomerMemory.of(OTHER_PANEL, MemoryNeeds.holdings())),
            new Named("the shop's memory", CustomerMemory.of(SHOP, MemoryNeeds.holdings())),
            new Named("a model of the shop", Fixtures.SHOP_MODEL),
            new Named("a bundle of the shop", Bundle.of((ScoringModel) Fixtures.SHOP_MODEL)),
            new Named("a split of the shop", TimeSplit.at(SHOP, Instant.parse("2024-04-10T00:00:00Z"))),
            new Named("a request of unknown names", unknownNames()),
            new Named(
                    "a request of the year 999999999",
                    anonymous().date(LocalDate.MAX).build()),
            new Named(
                    "a request of the year -999999999",
                    anonymous().date(LocalDate.MIN).build()),
            new Named(
                    "a request of all items",
                    anonymous().limit(Integer.MAX_VALUE).build()),
            new Named(
                    "a request of a greatest number",
                    anonymous().feature("age", Double.MAX_VALUE).build()),
            new Named(
                    "a request of wrong kinds",
                    anonymous().feature("age", "x").feature("city", 1).build()),
            new Named("a request of a greatest weight", weight(EventLog.MOST_WEIGHT)),
            new Named("a request of a least weight", weight(Double.MIN_VALUE)),
            new Named("a batch of nobody", BatchRequest.forUsers(List.of())),
            new Named("a batch of strangers", BatchRequest.forUsers(List.of("x", "x", "\ud800"))),
            new Named("a batch of all items", BatchRequest.forAllCustomers().limit(Integer.MAX_VALUE)));

    private static RecommendationRequest.Builder anonymous() {
        return RecommendationRequest.anonymous();
    }

    private static RecommendationRequest weight(double weight) {
        return anonymous()
                .holdings(java.util.Map.of("card", weight, "fund", 1.0))
                .build();
    }

    private static RecommendationRequest unknownNames() {
        return RecommendationRequest.forUser("\ud800")
                .holdings(List.of("no item"))
                .feature("no feature", 1)
                .allow(List.of("no item"))
                .build();
    }

    private static Panel emptyItems() {
        return Panel.builder(Catalogue.of(List.of()), FeatureSchema.empty())
                .row(SmallBank.month(0), "u")
                .build();
    }

    private static EventLog ends() {
        return EventLog.builder()
                .add("u", "i", (float) EventLog.MOST_WEIGHT, Instant.ofEpochSecond(-62_000_000_000L))
                .add("v", "j", Float.MIN_VALUE, Instant.ofEpochSecond(250_000_000_000L))
                .build();
    }

    private static HoldingHistory longHistory() {
        return HoldingHistory.builder(24, 99).known(24).holds(24, 98).build();
    }

    private static KnownCustomer strangerInTime() {
        return KnownCustomer.of(
                new int[] {0}, new float[] {1}, longHistory(), FeatureRow.unknown(), FeatureRow.unknown());
    }

    private static KnownCustomer strangerInFeatures() {
        FeatureRow row = FeatureTable.builder(1)
                .numeric("z", new float[] {(float) EventLog.MOST_WEIGHT})
                .build()
                .row(0);
        return KnownCustomer.of(new int[] {0}, new float[] {1}, HoldingHistory.none(), row, row);
    }

    private static KnownCustomer stranger(int item, float weight) {
        return KnownCustomer.of(
                new int[] {item},
                new float[] {weight},
                HoldingHistory.none(),
                FeatureRow.unknown(),
                FeatureRow.unknown());
    }
}
