package dev.recsys.report;

import dev.recsys.report.SegmentStudy.Attempt;
import dev.recsys.report.SegmentStudy.Segment;
import dev.recsys.report.SegmentStudy.Trait;
import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Points;
import dev.recsys.report.internal.chart.Series;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Who is in which segment, and how many segments there should be. For one report and one thread. */
final class SegmentCharts {
    private static final int TRAITS = 8;
    private static final int WORDS = 3;
    private static final int ROWS = 20;
    private static final int LINES = 6;
    private static final double YEAR = 365.2425; // in days
    private static final double WEAKEST = 0.1; // in standard deviations

    private final SegmentStudy study;
    private final SectionWriter out;

    SegmentCharts(SegmentStudy study, SectionWriter out) {
        this.study = study;
        this.out = out;
    }

    void add() {
        sizes();
        lifts();
        traits();
        rules();
        places();
        attempts();
    }

    private String name(String segment) {
        return out.text("segment.name", segment);
    }

    private void sizes() {
        double all = study.segments().stream().mapToLong(Segment::size).sum();
        double[] shares = study.segments().stream()
                .mapToDouble(segment -> all == 0 ? 0 : segment.size() / all)
                .toArray();
        int largest = 0;
        for (int i = 1; i < shares.length; i++) {
            largest = shares[i] > shares[largest] ? i : largest;
        }
        out.chart(
                "segments",
                Kind.BARS,
                Measure.SHARE,
                out.text(
                        "segments.says",
                        study.segments().size(),
                        out.numbers.count(all),
                        study.segments().get(largest).name(),
                        out.numbers.share(shares[largest])),
                study.segments().stream().map(segment -> name(segment.name())).toList(),
                List.of(Series.of(out.text("segments.unit"), shares)));
    }

    private static String about(Trait trait) {
        return trait.value().isEmpty() ? trait.about() : trait.about() + " = " + trait.value();
    }

    /** Times as much as in all rows: of what differs most between the segments. */
    private void lifts() {
        Map<String, Double> strongest = new LinkedHashMap<>();
        for (Segment segment : study.segments()) {
            for (Trait trait : segment.traits()) {
                boolean compares = trait.figure() != Trait.Figure.MEAN_DATE; // no date is times another
                if (compares && trait.overall() > 0 && trait.inSegment() >= 0) {
                    strongest.merge(about(trait), Math.abs(trait.strength()), Math::max);
                }
            }
        }
        List<String> rows = strongest.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue()))
                .map(Map.Entry::getKey)
                .limit(ROWS)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        double best = 0;
        String says = "";
        List<Series> series = new ArrayList<>();
        for (Segment segment : study.segments()) {
            Map<String, Trait> traits = new LinkedHashMap<>();
            segment.traits().forEach(trait -> traits.put(about(trait), trait));
            double[] values = new double[rows.size()];
            for (int i = 0; i < values.length; i++) {
                Trait trait = traits.get(rows.get(i));
                values[i] = trait == null ? Double.NaN : trait.inSegment() / trait.overall();
                if (trait != null && values[i] > best && trait.strength() > WEAKEST) {
                    best = values[i];
                    says = out.text(
                            "lifts.says", segment.name(), rows.get(i), out.decimal(Math.rint(values[i] * 100) / 100));
                }
            }
            series.add(Series.of(segment.name(), values));
        }
        out.chart(
                "lifts",
                Kind.HEAT,
                Measure.DECIMAL,
                says.isEmpty() ? out.text("lifts.none") : says,
                rows,
                rounded(series));
    }

    /** With two digits, as cells are small. */
    private static List<Series> rounded(List<Series> series) {
        return series.stream()
                .map(each -> new Series(
                        each.name(),
                        each.values().stream()
                                .map(value -> Double.isNaN(value) ? value : Math.rint(value * 100) / 100)
                                .toList()))
                .toList();
    }

    private void traits() {
        List<List<Object>> rows = new ArrayList<>();
        List<String> says = new ArrayList<>();
        for (Segment segment : study.segments()) {
            List<String> words = new ArrayList<>();
            for (Trait trait : segment.traits()
                    .subList(0, Math.min(TRAITS, segment.traits().size()))) {
                boolean isDate = trait.figure() == Trait.Figure.MEAN_DATE;
                String in = figure(trait, trait.inSegment());
                String all = figure(trait, trait.overall());
                rows.add(List.of(
                        segment.name(),
                        about(trait),
                        in,
                        all,
                        isDate || trait.overall() == 0 ? Double.NaN : trait.inSegment() / trait.overall(),
                        trait.strength()));
                if (words.size() < WORDS && Math.abs(trait.strength()) >= WEAKEST) {
                    String word = out.text("profiles.trait", about(trait), in, all);
                    words.add(isDate ? word + " (" + later(trait.inSegment() - trait.overall()) + ")" : word);
                }
            }
            if (says.size() < WORDS) {
                says.add(out.text(
                        "profiles.says",
                        segment.name(),
                        words.isEmpty() ? out.text("profiles.alike") : String.join("; ", words)));
            }
        }
        if (!rows.isEmpty()) {
            out.table(
                    "profiles",
                    out.text("profiles.title"),
                    String.join(" ", says),
                    Measure.DECIMAL,
                    List.of(
                            out.text("segments.axis"),
                            out.text("profiles.about"),
                            out.text("profiles.in"),
                            out.text("profiles.all"),
                            out.text("profiles.lift"),
                            out.text("profiles.strength")),
                    rows);
        }
    }

    private String figure(Trait trait, double value) {
        return switch (trait.figure()) {
            case SHARE -> out.numbers.share(value);
            case MEAN -> out.decimal(value);
            case MEAN_DATE -> LocalDate.ofEpochDay(Math.round(value)).toString();
        };
    }

    /** How much later a date is, in whole days up to a year, then in years. */
    private String later(double days) {
        double size = Math.abs(days);
        long whole = Math.round(size);
        String time = size >= YEAR
                ? out.text("profiles.years", out.numbers.decimal(size / YEAR, 1))
                : out.text(whole == 1 ? "profiles.day" : "profiles.days", out.numbers.count(whole));
        return out.text(days < 0 ? "profiles.earlier" : "profiles.later", time);
    }

    private void rules() {
        if (study.rules().isEmpty()) {
            return;
        }
        List<List<Object>> rows = new ArrayList<>();
        for (SegmentStudy.Path rule : study.rules()) {
            String conditions = rule.conditions().isEmpty()
                    ? out.text("rules.everybody")
                    : String.join(" " + out.text("rules.and") + " ", rule.conditions());
            rows.add(List.of(conditions, rule.segment(), rule.share(), rule.purity()));
        }
        out.table(
                "rules",
                out.text("rules.title"),
                out.text("rules.says", rows.size(), out.numbers.share(study.fidelity())),
                Measure.SHARE,
                List.of(
                        out.text("rules.conditions"),
                        out.text("segments.axis"),
                        out.text("rules.share"),
                        out.text("rules.purity")),
                rows);
    }

    private void places() {
        if (study.places().isEmpty()) {
            return;
        }
        Map<String, List<Points.Point>> groups = new LinkedHashMap<>();
        study.segments().forEach(segment -> groups.put(segment.name(), new ArrayList<>()));
        for (SegmentStudy.Place place : study.places()) {
            Objects.requireNonNull(groups.computeIfAbsent(place.segment(), key -> new ArrayList<>()))
                    .add(new Points.Point(place.x(), place.y(), ""));
        }
        List<Points> points = new ArrayList<>();
        groups.forEach((segment, places) -> {
            if (!places.isEmpty()) {
                points.add(new Points(name(segment), places));
            }
        });
        double both = study.placeShares().get(0) + study.placeShares().get(1);
        Chart.Words words = new Chart.Words(
                "plane",
                out.text("plane.title"),
                out.text("plane.says", out.numbers.count(study.places().size()), out.numbers.share(both)),
                out.text("plane.unit", out.numbers.share(study.placeShares().get(1))),
                out.text("plane.axis", out.numbers.share(study.placeShares().get(0))));
        out.points(words, Kind.POINTS, Measure.DECIMAL, points);
    }

    private void attempts() {
        if (study.trials().isEmpty()) {
            return;
        }
        Attempt best = study.trials().stream()
                .min(Comparator.<Attempt>comparingDouble(trial -> -trial.silhouette())
                        .thenComparingInt(Attempt::k))
                .orElseThrow();
        Set<Integer> numbers = new TreeSet<>();
        Set<String> preparations = new LinkedHashSet<>(List.of(best.preparation()));
        study.trials().forEach(trial -> {
            numbers.add(trial.k());
            preparations.add(trial.preparation());
        });
        if (numbers.size() > 1) {
            List<String> labels = numbers.stream().map(String::valueOf).toList();
            List<Series> silhouettes = preparations.stream()
                    .limit(LINES)
                    .map(preparation -> of(preparation, numbers, Attempt::silhouette))
                    .toList();
            String says = out.text(
                    "silhouette.says",
                    best.k(),
                    best.preparation(),
                    out.decimal(best.silhouette()),
                    preparations.size());
            out.chart("silhouette", Kind.LINES, Measure.DECIMAL, says, labels, silhouettes);
            Integer elbow = study.elbows().get(best.preparation());
            out.chart(
                    "elbow",
                    Kind.LINES,
                    Measure.DECIMAL,
                    elbow == null
                            ? out.text("elbow.none", best.preparation())
                            : out.text("elbow.says", best.preparation(), elbow),
                    labels,
                    List.of(of(best.preparation(), numbers, Attempt::inertia)));
        }
        out.table(
                "trials",
                out.text("trials.title"),
                out.text("trials.says", study.trials().size(), out.decimal(best.stability())),
                Measure.DECIMAL,
                List.of(
                        out.text("trials.preparation"),
                        out.text("silhouette.axis"),
                        out.text("trials.silhouette"),
                        out.text("elbow.unit"),
                        out.text("trials.stability")),
                study.trials().stream()
                        .map(trial -> List.<Object>of(
                                trial.preparation(),
                                (double) trial.k(),
                                trial.silhouette(),
                                trial.inertia(),
                                trial.stability()))
                        .toList());
    }

    private Series of(String preparation, Set<Integer> numbers, java.util.function.ToDoubleFunction<Attempt> figure) {
        return Series.of(
                preparation,
                numbers.stream()
                        .mapToDouble(k -> study.trials().stream()
                                .filter(trial ->
                                        trial.k() == k && trial.preparation().equals(preparation))
                                .mapToDouble(figure)
                                .findFirst()
                                .orElse(Double.NaN))
                        .toArray());
    }
}
