package dev.recsys.report;

import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Chart.Kind;
import dev.recsys.report.internal.chart.Measure;
import dev.recsys.report.internal.chart.Series;
import java.util.List;
import java.util.stream.IntStream;

/** What the training took, and how it converged. */
final class TrainingCharts {
    private static final double MIB = 1 << 20;

    private TrainingCharts() {}

    static void add(SectionWriter out, TrainingLog log) {
        List<TrainingLog.Took> tasks = log.tasks();
        if (tasks.isEmpty()) {
            return;
        }
        int number = 0;
        for (TrainingLog.Took task : tasks) {
            List<Double> objectives = task.objectives();
            if (objectives.size() < 3) {
                continue;
            }
            double first = objectives.get(0);
            double last = objectives.get(objectives.size() - 1);
            String says = out.text(
                    "convergence.says",
                    task.name(),
                    out.numbers.full(first, Measure.DECIMAL),
                    out.numbers.full(last, Measure.DECIMAL),
                    objectives.size());
            Chart.Words words = new Chart.Words(
                    "convergence-" + ++number,
                    out.text("convergence.title", task.name()),
                    says,
                    out.text("convergence.unit"),
                    out.text("convergence.axis"));
            List<String> labels = IntStream.rangeClosed(1, objectives.size())
                    .mapToObj(Integer::toString)
                    .toList();
            out.chart(words, Kind.LINES, Measure.DECIMAL, labels, List.of(new Series(task.name(), objectives)));
        }
        List<String> names = tasks.stream().map(TrainingLog.Took::name).toList();
        double[] seconds = tasks.stream().mapToDouble(TrainingLog.Took::seconds).toArray();
        double[] peaks =
                tasks.stream().mapToDouble(task -> task.peakBytes() / MIB).toArray();
        int longest = 0;
        for (int i = 1; i < seconds.length; i++) {
            longest = seconds[i] > seconds[longest] ? i : longest;
        }
        String says = out.text("time.says", names.get(longest), out.numbers.decimal(seconds[longest], 1));
        out.chart("time", Kind.BARS, Measure.DECIMAL, says, names, List.of(Series.of(out.text("time.unit"), seconds)));
        double most = java.util.Arrays.stream(peaks).max().orElse(0);
        out.chart(
                "memory",
                Kind.BARS,
                Measure.COUNT,
                out.text("memory.says", out.numbers.count(most)),
                names,
                List.of(Series.of(out.text("memory.unit"), peaks)));
    }
}
