package dev.recsys.internal.resolve;

import dev.recsys.Customer;
import dev.recsys.Facts;
import dev.recsys.Ignored;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first step from a request to its answer: what the request says of the customer over what is remembered, as ints and
 * floats of a vocabulary. All strings of a request are looked up here, once. Immutable and thread-safe.
 */
public final class Resolver {

    private final Vocabulary vocabulary;
    private final @Nullable CustomerMemory memory;
    private final @Nullable VocabularyMap fromMemory;

    /**
     * A resolver.
     *
     * @param vocabulary whose indexes are wanted
     * @param memory what is remembered, or null where requests bring all facts
     */
    public Resolver(Vocabulary vocabulary, @Nullable CustomerMemory memory) {
        this.vocabulary = Checks.notNull(vocabulary, "vocabulary");
        this.memory = memory;
        this.fromMemory = memory == null ? null : VocabularyMap.between(memory.vocabulary(), vocabulary);
    }

    /**
     * What is remembered.
     *
     * @return the memory, or null if there is none
     */
    public @Nullable CustomerMemory memory() {
        return memory;
    }

    /**
     * Resolves a request.
     *
     * @param request the request
     * @return the customer, and what was ignored; the lists of the request are not looked at
     * @throws IllegalArgumentException if the request's date is outside the years −9999 to 9999
     */
    public Resolution resolve(RecommendationRequest request) {
        request.date().ifPresent(date -> Checks.ordinary(date, "the request's date"));
        Customer said = request.customer();
        CustomerMemory remembered = memory;
        String id = said.id().orElse(null);
        int place = remembered == null || id == null ? -1 : remembered.indexOf(id);
        Draft draft = new Draft(vocabulary);
        if (remembered != null && place >= 0) {
            int since = request.date().map(remembered::periodsSince).orElse(0);
            draft.remember(remembered, Checks.notNull(fromMemory, "map"), place, said, since);
        }
        draft.say(said);
        return new Resolution(draft.customer(), draft.ignored);
    }

    /**
     * Resolves a remembered customer of whom nothing else is said.
     *
     * @param place the customer's index in the memory
     * @return the customer
     * @throws IllegalArgumentException if there is no memory or no such customer
     */
    public KnownCustomer remembered(int place) {
        CustomerMemory remembered = Checks.notNull(memory, "the memory of customers");
        Checks.index(place, remembered.size(), "customer");
        Draft draft = new Draft(vocabulary);
        draft.remember(
                remembered,
                Checks.notNull(fromMemory, "map"),
                place,
                Customer.anonymous().build(),
                0);
        return draft.customer();
    }

    /** The facts of one request as they come together. Used by one thread. */
    private static final class Draft {
        private final Vocabulary vocabulary;
        private final FeatureSchema schema;
        private final float[] numbers;
        private final int[] codes;
        private List<Ignored> ignored = List.of();
        private int[] held = new int[0];
        private float[] weights = new float[0];
        private boolean holdingsKnown;
        private boolean historyKnown;
        private boolean remembered;
        private HoldingHistory history = HoldingHistory.none();
        private FeatureRow before = FeatureRow.unknown();

        Draft(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
            this.schema = vocabulary.schema();
            this.numbers = new float[schema.size()];
            this.codes = new int[schema.size()];
            Arrays.fill(numbers, Float.NaN);
            Arrays.fill(codes, -1);
        }

        void remember(CustomerMemory memory, VocabularyMap map, int place, Customer said, int periodsSince) {
            remembered = true;
            holdingsKnown = true;
            historyKnown = true;
            FeatureRow now = memory.features(place);
            for (int column = 0; column < numbers.length; column++) {
                if (schema.isNumeric(column)) {
                    numbers[column] = map.number(now, column);
                } else {
                    codes[column] = map.code(now, column);
                }
            }
            InteractionMatrix holdings = memory.holdings();
            int[] heldThen = holdings.columnsOf(place);
            float[] weightsThen = holdings.weightsOf(place);
            if (said.now().holdings().isEmpty()) {
                take(heldThen, weightsThen, map);
            }
            // Without holdings of today the remembered ones stand for them and so are not history yet.
            int since = said.now().holdings().isEmpty() ? 0 : periodsSince;
            history = map.history(memory.history(place, since));
            if (said.now().featureNames().isEmpty() || periodsSince == 0) {
                before = map.row(memory.featuresBefore(place));
            } else {
                before = shifted(memory, map, place, said.now(), periodsSince);
            }
        }

        /**
         * The period before, of a request dated some periods later: a feature it says is compared with the remembered one
         * if that is one period old; a feature it does not say is as remembered, and so is the one before.
         */
        private FeatureRow shifted(CustomerMemory memory, VocabularyMap map, int place, Facts now, int periodsSince) {
            ArrayRow row = new ArrayRow(schema.size());
            FeatureRow latest = map.row(memory.features(place));
            FeatureRow earlier = map.row(memory.featuresBefore(place));
            for (int column = 0; column < schema.size(); column++) {
                int source = map.sourceColumn(column);
                if (source < 0 || !memory.remembersBefore(source)) {
                    continue;
                }
                boolean isSaid = now.isKnown(schema.name(column));
                if (isSaid && periodsSince > 1) {
                    continue;
                }
                row.copy(schema, column, isSaid ? latest : earlier);
            }
            return row;
        }

        private void take(int[] items, float[] itemWeights, VocabularyMap map) {
            if (map.hasSameItems()) {
                held = items;
                weights = itemWeights;
                return;
            }
            long[] keys = new long[items.length];
            int count = 0;
            for (int i = 0; i < items.length; i++) {
                int item = map.item(items[i]);
                if (item >= 0) {
                    keys[count++] = HeldItems.key(item, itemWeights[i]);
                }
            }
            sorted(keys, count);
        }

        private void sorted(long[] keys, int count) {
            Arrays.sort(keys, 0, count);
            held = HeldItems.items(keys, count);
            weights = HeldItems.weights(keys, count);
        }

        void say(Customer said) {
            said.now().holdings().ifPresent(this::hold);
            say(said.now(), numbers, codes, true);
            List<Facts> earlier = said.earlier();
            boolean anyHoldings = false;
            for (Facts facts : earlier) {
                anyHoldings |= facts.holdings().isPresent();
            }
            if (anyHoldings) {
                history = history(earlier);
            }
            historyKnown |= anyHoldings || said.hasJustJoined();
            if (!earlier.isEmpty() && !earlier.get(0).featureNames().isEmpty()) {
                ArrayRow row = new ArrayRow(schema.size());
                say(earlier.get(0), row.numbers, row.codes, false);
                before = row;
            }
        }

        private void hold(Map<String, Double> holdings) {
            holdingsKnown = true;
            long[] keys = new long[holdings.size()];
            int count = 0;
            for (Map.Entry<String, Double> holding : holdings.entrySet()) {
                int item = vocabulary.catalogue().indexOf(holding.getKey());
                if (item >= 0) {
                    float weight = (float) Math.max(Float.MIN_NORMAL, Math.min(holding.getValue(), Float.MAX_VALUE));
                    keys[count++] = HeldItems.key(item, weight);
                } else {
                    ignore(Ignored.Part.HOLDING, holding.getKey());
                }
            }
            sorted(keys, count);
        }

        private void say(Facts facts, float[] intoNumbers, int[] intoCodes, boolean listsIgnored) {
            Set<String> names = facts.featureNames();
            for (String name : names) {
                int column = schema.indexOf(name);
                if (column < 0) {
                    if (listsIgnored) {
                        ignore(Ignored.Part.FEATURE, name);
                    }
                } else if (facts.isMissing(name)) {
                    intoNumbers[column] = Float.NaN;
                    intoCodes[column] = -1;
                } else {
                    value(facts, name, column, intoNumbers, intoCodes, listsIgnored);
                }
            }
        }

        private void value(
                Facts facts, String name, int column, float[] intoNumbers, int[] intoCodes, boolean listsIgnored) {
            String category = facts.category(name);
            boolean isNumeric = schema.isNumeric(column);
            if (isNumeric != (category == null)) {
                if (listsIgnored) {
                    ignore(Ignored.Part.FEATURE_KIND, name);
                }
            } else if (isNumeric) {
                // A finite double past the greatest float would become infinite.
                intoNumbers[column] = (float) Math.max(-Float.MAX_VALUE, Math.min(facts.number(name), Float.MAX_VALUE));
            } else {
                intoCodes[column] = vocabulary.code(column, category);
                if (listsIgnored && intoCodes[column] < 0) {
                    ignore(Ignored.Part.FEATURE_VALUE, name);
                }
            }
        }

        private HoldingHistory history(List<Facts> earlier) {
            HoldingHistory.Builder builder = HoldingHistory.builder(
                    earlier.size(), vocabulary.catalogue().size());
            for (int place = 0; place < earlier.size(); place++) {
                int period = place + 1;
                earlier.get(place).holdings().ifPresent(holdings -> {
                    builder.known(period);
                    for (String id : holdings.keySet()) {
                        int item = vocabulary.catalogue().indexOf(id);
                        if (item >= 0) {
                            builder.holds(period, item);
                        }
                    }
                });
            }
            return builder.build();
        }

        private void ignore(Ignored.Part part, String name) {
            if (ignored.isEmpty()) {
                ignored = new ArrayList<>();
            }
            ignored.add(new Ignored(part, name));
        }

        KnownCustomer customer() {
            boolean any = false;
            boolean open = false;
            for (int column = 0; column < numbers.length; column++) {
                boolean known = codes[column] >= 0 || !Float.isNaN(numbers[column]);
                any |= known;
                open |= known && !schema.isProtected(column);
            }
            return new KnownCustomer(
                    held,
                    weights,
                    history,
                    new ArrayRow(numbers, codes),
                    before,
                    new KnownCustomer.Known(remembered, holdingsKnown, historyKnown, any, open));
        }
    }

    /** Features in arrays; a number has no code and a category no number. */
    private static final class ArrayRow implements FeatureRow {
        private final float[] numbers;
        private final int[] codes;

        ArrayRow(int size) {
            this(new float[size], new int[size]);
            Arrays.fill(numbers, Float.NaN);
            Arrays.fill(codes, -1);
        }

        ArrayRow(float[] numbers, int[] codes) {
            this.numbers = numbers;
            this.codes = codes;
        }

        void copy(FeatureSchema schema, int column, FeatureRow from) {
            if (schema.isNumeric(column)) {
                numbers[column] = from.number(column);
            } else {
                codes[column] = from.code(column);
            }
        }

        @Override
        public float number(int column) {
            return numbers[column];
        }

        @Override
        public int code(int column) {
            return codes[column];
        }
    }
}
