package dev.recsys.decision.drift;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.PanelCustomers;
import dev.recsys.RecommendationRequest;
import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.memory.CustomerMemory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Asks the model about customers of a period, by what was known at its end: never by anything later. */
final class Scorer {
    private static final String TASK = "drift";
    private static final int BATCH = 2048;
    private static final int OFFERS = 7;

    private final Bundle bundle;
    private final int[] items; // whose scores are kept, by their indexes in the model's catalogue
    private final int threads;
    private final TrainingListener listener;

    Scorer(Bundle bundle, int[] items, int threads, TrainingListener listener) {
        this.bundle = bundle;
        this.items = items;
        this.threads = threads;
        this.listener = listener;
    }

    /** What the model answered. */
    static final class Scored {
        private final int[] users; // by the indexes of the panel, ascending
        private final BitSet sampled; // the users drawn, not asked about for an addition alone
        private final float[][]
                scores; // of each kept item one a user; NaN where it was not offered, as the user holds it
        private final int[][] offers; // the first of each user's items, by their indexes in the model's catalogue

        Scored(int[] users, BitSet sampled, int itemCount) {
            this.users = users;
            this.sampled = sampled;
            this.scores = new float[itemCount][users.length];
            this.offers = new int[users.length][0];
            for (float[] row : scores) {
                Arrays.fill(row, Float.NaN);
            }
        }

        boolean isSampled(int place) {
            return sampled.get(users[place]);
        }

        float score(int item, int place) {
            return scores[item][place];
        }

        /** Not modified. */
        int[] offers(int place) {
            return offers[place];
        }

        int placeOf(int user) {
            return Arrays.binarySearch(users, user);
        }

        /** The scores of a kept item over those drawn. */
        Distribution distribution(int item) {
            float[] drawn = new float[users.length];
            int count = 0;
            for (int i = 0; i < users.length; i++) {
                if (isSampled(i)) {
                    drawn[count++] = scores[item][i];
                }
            }
            return Distribution.ofNumbers(Arrays.copyOf(drawn, count));
        }
    }

    /**
     * Asks about users with a row in a period: those drawn, and more for whom only the offers matter. The model gets a memory
     * of what the panel says of them up to that period.
     */
    Scored score(Panel panel, Snapshot snapshot, BitSet sampled, BitSet more) {
        BitSet all = (BitSet) sampled.clone();
        all.or(more);
        Scored scored = new Scored(all.stream().toArray(), sampled, items.length);
        Panel known = panel.through(snapshot.date()).keepUsers(all::get);
        Bundle knowing = bundle.with(CustomerMemory.of(known, bundle.model().needs()));
        ask(knowing, i -> panel.users().id(scored.users[i]), scored);
        return scored;
    }

    /**
     * Asks about users with a row in a period by all that the panel says of them; what the bundle remembers of them becomes
     * their history.
     */
    Scored scoreRemembering(Panel panel, Snapshot snapshot, BitSet sampled, BitSet more) {
        BitSet all = (BitSet) sampled.clone();
        all.or(more);
        Scored scored = new Scored(all.stream().toArray(), sampled, items.length);
        if (scored.users.length == 0) {
            return scored;
        }
        PanelCustomers customers =
                PanelCustomers.at(panel.through(snapshot.date()).keepUsers(all::get), snapshot.date());
        for (int from = 0; from < scored.users.length; from += BATCH) {
            List<RecommendationRequest> requests = IntStream.range(from, Math.min(scored.users.length, from + BATCH))
                    .mapToObj(row -> customers
                            .request(row)
                            .limit(bundle.catalogue().size())
                            .build())
                    .toList();
            ask(bundle, BatchRequest.of(requests), scored, from);
        }
        return scored;
    }

    /** Asks about some of the customers that the bundle remembers, whose indexes take the place of the panel's. */
    Scored score(CustomerMemory memory, int[] customers) {
        BitSet sampled = new BitSet();
        Arrays.stream(customers).forEach(sampled::set);
        Scored scored = new Scored(customers, sampled, items.length);
        ask(bundle, i -> memory.customers().id(customers[i]), scored);
        return scored;
    }

    private void ask(Bundle whom, IntFunction<String> id, Scored into) {
        int count = into.users.length;
        for (int from = 0; from < count; from += BATCH) {
            List<String> ids = IntStream.range(from, Math.min(count, from + BATCH))
                    .mapToObj(id)
                    .toList();
            ask(whom, BatchRequest.forUsers(ids).limit(bundle.catalogue().size()), into, from);
        }
    }

    /** Modified: the answers from a place on. */
    private void ask(Bundle whom, BatchRequest requests, Scored into, int from) {
        listener.checkCancelled(TASK);
        int[] kept = new int[bundle.catalogue().size()];
        Arrays.fill(kept, -1);
        for (int i = 0; i < items.length; i++) {
            kept[items[i]] = i;
        }
        int[] next = {from};
        whom.recommendAll(requests.threads(threads), answer -> take(answer, into, next[0]++, kept));
    }

    private static void take(BatchAnswer answer, Scored into, int user, int[] kept) {
        int[] offers = new int[Math.min(OFFERS, answer.size())];
        for (int place = 0; place < answer.size(); place++) {
            int item = answer.itemIndex(place);
            if (place < offers.length) {
                offers[place] = item;
            }
            if (kept[item] >= 0) {
                into.scores[kept[item]][user] = (float) answer.score(place);
            }
        }
        into.offers[user] = offers;
    }
}
