package dev.recsys.cli;

import dev.recsys.ModelInfo;
import dev.recsys.Recommendations.Freshness;
import dev.recsys.bundle.Bundle;
import dev.recsys.cli.Ledger.Outcome;
import dev.recsys.data.Period;
import dev.recsys.data.Vocabulary;
import dev.recsys.live.SmokeRequests;
import dev.recsys.memory.CustomerMemory;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** What a model must be to be served, beyond files that can be read. Thread-safe: no state. */
final class ModelChecks {
    private static final String PROTECTION = "protection";

    private ModelChecks() {}

    /** Checks a loaded model; the date is that of the requests it would answer. */
    static void run(Ledger ledger, String name, Bundle bundle, LocalDate date) {
        ledger.run(name, "answers", () -> {
            SmokeRequests.defaults().check(bundle);
            return "sound answers to smoke requests, every score finite";
        });
        protection(ledger, name, bundle);
        memory(ledger, name, bundle);
        age(ledger, name, bundle.info(), date);
    }

    private static void protection(Ledger ledger, String name, Bundle bundle) {
        String gap = bundle.info().notes().get(PROTECTION);
        if (gap != null) {
            ledger.add(name, PROTECTION, Outcome.NOTE, gap);
            return;
        }
        ledger.add(
                name,
                PROTECTION,
                Outcome.OK,
                String.format(
                        Locale.ROOT,
                        "%d credit items, %d protected features",
                        bundle.catalogue().creditCount(),
                        bundle.vocabulary().schema().protectedNames().size()));
    }

    private static void memory(Ledger ledger, String name, Bundle bundle) {
        Optional<CustomerMemory> memory = bundle.memory();
        if (memory.isEmpty()) {
            ledger.add(name, "memory", Outcome.OK, "none: requests bring what is known of customers");
            return;
        }
        Vocabulary known = memory.get().vocabulary();
        long items = bundle.catalogue().ids().ids().stream()
                .filter(id -> known.catalogue().indexOf(id) >= 0)
                .count();
        long strangers = known.catalogue().size() - items;
        String found = String.format(
                Locale.ROOT,
                "%,d customers%s; it knows %d of the model's %d items%s",
                memory.get().size(),
                memory.get().asOf().map(day -> " as of " + day).orElse(""),
                items,
                bundle.catalogue().size(),
                strangers == 0 ? "" : ", and " + strangers + " the model does not");
        Outcome outcome = items == bundle.catalogue().size() ? Outcome.OK : items == 0 ? Outcome.FAILED : Outcome.NOTE;
        ledger.add(name, "memory", outcome, found);
    }

    private static void age(Ledger ledger, String name, ModelInfo info, LocalDate date) {
        LocalDate data = info.lastDate();
        if (data == null) {
            ledger.add(name, "data", Outcome.OK, "the data have no dates");
            return;
        }
        Period period = info.period() == null ? Period.MONTH : info.period();
        int behind = period.between(data, date);
        if (behind < 0) {
            ledger.add(name, "data", Outcome.FAILED, "of " + data + ", which is after " + date);
            return;
        }
        boolean isStale = Freshness.of(data, behind).isStale();
        ledger.add(
                name,
                "data",
                isStale ? Outcome.NOTE : Outcome.OK,
                String.format(
                        Locale.ROOT,
                        "of %s, %d %ss before %s%s",
                        data,
                        behind,
                        period.name().toLowerCase(Locale.ROOT),
                        date,
                        isStale ? ": train again" : ""));
    }
}
