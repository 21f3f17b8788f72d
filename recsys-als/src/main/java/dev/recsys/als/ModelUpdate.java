package dev.recsys.als;

import dev.recsys.ModelInfo;
import dev.recsys.als.internal.kernel.FactorMatrix;
import dev.recsys.als.internal.kernel.KernelChoice;
import dev.recsys.als.internal.serve.AlsFactors;
import dev.recsys.als.internal.serve.CellWeighting;
import dev.recsys.als.internal.serve.UnobservedWeights;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.HalfSweep;
import dev.recsys.als.internal.solve.Targets;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Item;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ItemPopularity;
import dev.recsys.internal.run.Workers;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.model.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What new data make of a bundle of ALS, without training anew; see {@link AlsTrainer#update}. */
final class ModelUpdate {
    private final AlsParts old;
    private final Dataset news;
    private final AlsConfig config;
    private final Vocabulary vocabulary; // of the old and the new items
    private final CustomerMemory memory; // of the old and the new users

    private ModelUpdate(AlsModel model, CustomerMemory before, Dataset news, AlsConfig config) {
        this.old = model.parts();
        this.news = news;
        this.config = config;
        Catalogue catalogue = extended(model.catalogue(), news.catalogue());
        this.vocabulary = new Vocabulary(
                catalogue,
                model.vocabulary().schema(),
                IntStream.range(0, model.vocabulary().schema().size())
                        .mapToObj(model.vocabulary()::dictionary)
                        .toList());
        this.memory = joined(before, AlsSetup.decayed(news, config), catalogue);
    }

    static Bundle of(Bundle bundle, Dataset news, Collection<String> itemIds, AlsConfig config) {
        Checks.that(
                bundle.model() instanceof AlsModel,
                "an update needs a bundle of an ALS model, but this is one of %s",
                bundle.info().algorithm());
        AlsModel model = (AlsModel) bundle.model();
        CustomerMemory before = bundle.memory().orElse(null);
        Checks.that(before != null, "an update needs a bundle that remembers customers, to solve new items by");
        AlsParts old = model.parts();
        Checks.that(
                old.multiplier() != AlsParts.Multiplier.RATE || news instanceof Panel,
                "a model of a dated panel needs a panel as news, the new data");
        Checks.that(
                old.multiplier() != AlsParts.Multiplier.TREND || news instanceof EventLog,
                "a model with trends needs an event log of new data");
        AlsLoss loss = LossChoice.of(config, old.loss());
        Checks.that(
                old.loss().equals(loss) && old.weighting().kind() == AlsSetup.weightingKind(config),
                "the trainer must have the loss and weighting of the model, %s and %s, but had %s and %s",
                old.loss(),
                old.weighting().kind(),
                loss,
                config.weighting().kind());
        ModelUpdate update = new ModelUpdate(model, Checks.notNull(before, "memory"), news, config);
        return Bundle.of(update.model(model, itemIds)).with(update.memory);
    }

    private AlsModel model(AlsModel model, Collection<String> itemIds) {
        Provenance provenance = Provenance.start(AlsModel.ALGORITHM, config, news);
        CellWeighting weighting = old.weighting().extended(memory.holdings());
        UnobservedWeights unobserved = old.unobserved().extended(memory.holdings());
        AlsParts fitted = new AlsParts(
                weighting,
                unobserved,
                factors(weighting, unobserved, which(model.catalogue().size(), itemIds)),
                old.loss(),
                old.floor(),
                rates(),
                trends(),
                multiplier(),
                old.halfLifeDays());
        AlsParts parts = readOut(fitted);
        Map<String, String> notes = new HashMap<>(model.info().notes());
        notes.put("updatedFrom", model.info().modelHash());
        ModelInfo made = provenance.finish(parts.sections(vocabulary), notes);
        ModelInfo whole = new ModelInfo(
                made.algorithm(),
                made.modelHash(),
                made.config(),
                made.dataHash(),
                made.lastDate() == null ? model.info().lastDate() : made.lastDate(),
                made.period(),
                memory.size(),
                vocabulary.catalogue().size(),
                made.libraryVersion(),
                made.javaVersion(),
                made.trainedAt(),
                made.trainMillis(),
                made.notes());
        return new AlsModel(whole, vocabulary, parts);
    }

    /** The catalogue may have outgrown what a model of one snapshot left out, or customers have come or gone. */
    private AlsParts.Multiplier multiplier() {
        return old.multiplier() == AlsParts.Multiplier.LEAVE_ONE_OUT
                ? AlsParts.ofSnapshot(memory.holdings())
                : old.multiplier();
    }

    private AlsParts readOut(AlsParts fitted) {
        try (Workers workers = Workers.of(AlsModel.ALGORITHM, config.threads())) {
            return fitted.readOut(memory.holdings(), workers);
        }
    }

    /** New items, and known ones to solve for anew. */
    private BitSet which(int knownItems, Collection<String> itemIds) {
        Catalogue catalogue = vocabulary.catalogue();
        BitSet which = new BitSet();
        which.set(knownItems, catalogue.size());
        for (String itemId : itemIds) {
            int item = catalogue.indexOf(itemId);
            Checks.that(
                    item >= 0,
                    "itemIds must be known, but neither the model nor the new data know an item \"%s\"",
                    itemId);
            which.set(item);
        }
        return which;
    }

    private AlsFactors factors(CellWeighting weighting, UnobservedWeights unobserved, BitSet which) {
        if (which.isEmpty()) {
            return old.factors();
        }
        InteractionMatrix weighted = unobserved.apply(weighting.apply(memory.holdings()));
        Targets targets = unobserved.targets();
        FactorMatrix y = old.factors().itemFactors(vocabulary.catalogue().size());
        FactorMatrix x = new FactorMatrix(weighted.rowCount(), y.rank());
        BitSet all = new BitSet();
        all.set(0, weighted.rowCount());
        try (Workers workers = Workers.of(AlsModel.ALGORITHM, config.threads())) {
            HalfSweep.solve(weighted, all, y, x, old.loss(), targets, Targets.ONE, KernelChoice.best(), workers);
            HalfSweep.solve(
                    weighted.transposed(), which, x, y, old.loss(), Targets.ONE, targets, KernelChoice.best(), workers);
            return old.factors().replaced(y, which, targets, workers);
        }
    }

    private double[] rates() {
        if (old.multiplier() != AlsParts.Multiplier.RATE) {
            return shares();
        }
        double[] rates = Arrays.copyOf(old.rates(), vocabulary.catalogue().size());
        if (news instanceof Panel panel && panel.hasTransition()) {
            double[] ofNews = ItemPopularity.rates(news, config.scores().popularityPeriods());
            for (int item = 0; item < ofNews.length; item++) {
                rates[vocabulary.catalogue().indexOf(news.catalogue().id(item))] = ofNews[item];
            }
        }
        return rates;
    }

    /** The share of the remembered users with any item who have each one. */
    private double[] shares() {
        InteractionMatrix holdings = memory.holdings();
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

    /** Trends of known items as they were, of new ones as the new data say; 1 where they don't. */
    private double[] trends() {
        if (old.multiplier() != AlsParts.Multiplier.TREND) {
            return old.trends();
        }
        int known = old.trends().length;
        double[] extended = Arrays.copyOf(old.trends(), vocabulary.catalogue().size());
        Arrays.fill(extended, known, extended.length, 1);
        double[] ofNews = AlsSetup.trends(news, config);
        for (int item = 0; item < ofNews.length; item++) {
            int place = vocabulary.catalogue().indexOf(news.catalogue().id(item));
            if (place >= known) {
                extended[place] = ofNews[item];
            }
        }
        return extended;
    }

    private static Catalogue extended(Catalogue before, Catalogue more) {
        List<Item> items = new ArrayList<>(before.items());
        for (Item item : more.items()) {
            if (before.indexOf(item.id()) < 0) {
                items.add(item);
            }
        }
        return items.size() == before.size() ? before : Catalogue.ofItems(items);
    }

    /** Events add to what is remembered; a panel's rows replace it. */
    private static CustomerMemory joined(CustomerMemory before, Dataset news, Catalogue catalogue) {
        InteractionMatrix fresh = news.interactions();
        BitSet named = new BitSet(); // users of the new data it says anything of
        for (int user = 0; user < fresh.rowCount(); user++) {
            named.set(user, fresh.rowSize(user) > 0);
        }
        if (news instanceof Panel panel) {
            for (Snapshot snapshot : panel.snapshots()) {
                for (int row = 0; row < snapshot.rowCount(); row++) {
                    named.set(snapshot.user(row));
                }
            }
        }
        IdIndex.Builder ids = IdIndex.builder();
        before.customers().ids().forEach(ids::add);
        named.stream().forEach(user -> ids.add(news.users().id(user)));
        IdIndex users = ids.build();
        InteractionMatrix.Builder holdings = InteractionMatrix.builder(users.size(), catalogue.size());
        InteractionMatrix old = before.holdings();
        for (int user = 0; user < old.rowCount(); user++) {
            int again = news.users().indexOf(before.customers().id(user));
            if (!(news instanceof Panel) || again < 0 || !named.get(again)) {
                for (int cell = old.rowStart(user); cell < old.rowStart(user + 1); cell++) {
                    String item = before.vocabulary().catalogue().id(old.columnAt(cell));
                    if (catalogue.indexOf(item) >= 0) {
                        holdings.add(user, catalogue.indexOf(item), old.weightAt(cell));
                    }
                }
            }
        }
        for (int user = named.nextSetBit(0); user >= 0; user = named.nextSetBit(user + 1)) {
            int row = users.indexOf(news.users().id(user));
            for (int cell = fresh.rowStart(user); cell < fresh.rowStart(user + 1); cell++) {
                int item = catalogue.indexOf(news.catalogue().id(fresh.columnAt(cell)));
                holdings.add(row, item, fresh.weightAt(cell));
            }
        }
        return CustomerMemory.ofHoldings(users, catalogue, holdings.build());
    }
}
