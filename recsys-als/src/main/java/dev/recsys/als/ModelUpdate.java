package dev.recsys.als;

import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.KernelChoice;
import dev.recsys.als.internal.kernel.Kernels;
import dev.recsys.als.internal.serve.AlsFactors;
import dev.recsys.als.internal.serve.CellWeighting;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.HalfSweep;
import dev.recsys.check.Checks;
import dev.recsys.data.Dataset;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.spi.UserProfiles;
import dev.recsys.spi.Workers;
import java.util.BitSet;
import java.util.Collection;

/** What news make of a model's profiles and factors, without training anew. */
final class ModelUpdate {
    private final UserProfiles profiles;
    private final CellWeighting weighting;
    private final AlsFactors factors;

    private ModelUpdate(UserProfiles profiles, CellWeighting weighting, AlsFactors factors) {
        this.profiles = profiles;
        this.weighting = weighting;
        this.factors = factors;
    }

    /** Joins and solves; see {@link AlsTrainer#update}. */
    static ModelUpdate of(
            UserProfiles before,
            CellWeighting weighting,
            AlsFactors factors,
            AlsLoss loss,
            Dataset news,
            Collection<String> itemIds,
            Workers workers) {
        IdIndex items = extended(before.items(), news.items());
        UserProfiles after = joined(before, news, items);
        CellWeighting extended = weighting.extended(after.holdings());
        BitSet which = new BitSet();
        which.set(before.items().size(), items.size());
        for (String itemId : itemIds) {
            int item = items.indexOf(itemId);
            Checks.that(item >= 0, "neither the model nor the news know an item \"%s\"", itemId);
            which.set(item);
        }
        if (which.isEmpty()) {
            return new ModelUpdate(after, extended, factors);
        }
        Kernels kernels = KernelChoice.best();
        InteractionMatrix weighted = extended.apply(after.holdings());
        FactorMatrix y = factors.itemFactors(items.size());
        FactorMatrix x = new FactorMatrix(weighted.rowCount(), y.rank());
        BitSet all = new BitSet();
        all.set(0, weighted.rowCount());
        HalfSweep.solve(weighted, all, y, x, loss, kernels, workers);
        HalfSweep.solve(weighted.transposed(), which, x, y, loss, kernels, workers);
        return new ModelUpdate(after, extended, factors.replaced(y, which, workers));
    }

    private static IdIndex extended(IdIndex before, IdIndex more) {
        IdIndex.Builder builder = IdIndex.builder();
        before.ids().forEach(builder::add);
        more.ids().forEach(builder::add);
        return builder.build();
    }

    /** Events add to what is remembered; a panel's rows take its place. */
    private static UserProfiles joined(UserProfiles before, Dataset news, IdIndex items) {
        InteractionMatrix fresh = news.interactions();
        BitSet told = new BitSet(); // users of the news it says anything of
        for (int user = 0; user < fresh.rowCount(); user++) {
            told.set(user, fresh.rowSize(user) > 0);
        }
        if (news instanceof Panel panel) {
            for (Snapshot snapshot : panel.snapshots()) {
                for (int row = 0; row < snapshot.rowCount(); row++) {
                    told.set(snapshot.user(row));
                }
            }
        }
        IdIndex.Builder ids = IdIndex.builder();
        before.users().ids().forEach(ids::add);
        told.stream().forEach(user -> ids.add(news.users().id(user)));
        IdIndex users = ids.build();
        InteractionMatrix.Builder holdings = InteractionMatrix.builder(users.size(), items.size());
        InteractionMatrix old = before.holdings();
        for (int user = 0; user < old.rowCount(); user++) {
            int again = news.users().indexOf(before.users().id(user));
            if (!(news instanceof Panel) || again < 0 || !told.get(again)) {
                for (int cell = old.rowStart(user); cell < old.rowStart(user + 1); cell++) {
                    holdings.add(user, old.columnAt(cell), old.weightAt(cell));
                }
            }
        }
        for (int user = told.nextSetBit(0); user >= 0; user = told.nextSetBit(user + 1)) {
            int row = users.indexOf(news.users().id(user));
            for (int cell = fresh.rowStart(user); cell < fresh.rowStart(user + 1); cell++) {
                int item = items.indexOf(news.items().id(fresh.columnAt(cell)));
                holdings.add(row, item, fresh.weightAt(cell));
            }
        }
        return UserProfiles.ofHoldings(users, items, holdings.build());
    }

    UserProfiles profiles() {
        return profiles;
    }

    CellWeighting weighting() {
        return weighting;
    }

    AlsFactors factors() {
        return factors;
    }

    /** The share of the remembered users with any item who have each one. */
    double[] shares() {
        InteractionMatrix holdings = profiles.holdings();
        double[] shares = new double[holdings.columnCount()];
        for (int cell = 0; cell < holdings.cellCount(); cell++) {
            shares[holdings.columnAt(cell)]++;
        }
        int users = 0;
        for (int user = 0; user < holdings.rowCount(); user++) {
            users += holdings.rowSize(user) > 0 ? 1 : 0;
        }
        for (int item = 0; item < shares.length; item++) {
            shares[item] /= Math.max(1, users);
        }
        return shares;
    }
}
