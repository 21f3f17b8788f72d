package dev.recsys.cli;

import dev.recsys.TrainingListener;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.data.Dataset;
import dev.recsys.internal.check.Checks;
import dev.recsys.pipeline.ScoringModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains on all data. */
@Command(
        name = "train",
        description = "Trains models on a whole panel or event log and saves them.%n",
        footer = {
            "",
            "'recsys train --table FILE' learns targets of your own from a table: 'recsys train --table FILE --help'.",
            "'recsys train --panel FILE --within N' learns who gives up a product or leaves: 'recsys train --within N --help'."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    enum Model {
        random,
        holdings,
        additions,
        recent,
        segment,
        markov,
        cosine,
        tfidf,
        bm25,
        ease,
        slim,
        bpr,
        userknn,
        features,
        als,
        graph,
        cluster,
        mlc,
        hybrid,
        all
    }

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private static final class Source {
        @Option(
                names = "--panel",
                paramLabel = "FILE",
                description = "A monthly panel with the 48 columns of train_ver2.csv; plain, gzip or zip.")
        private @Nullable Path panel;

        @Option(
                names = "--events",
                paramLabel = "FILE",
                description = "Events: a CSV with the columns user,item[,weight[,timestamp]]; plain, gzip or zip.")
        private @Nullable Path events;
    }

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "all",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); cluster, mlc and segment need"
                    + " a panel. hybrid saves one file with its components inside, all saves each model on its own too, and"
                    + " the baselines: those it leaves out it names, and why.")
    private Model model = Model.all;

    @Mixin
    private ItemOptions items = new ItemOptions();

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private AlsOptions alsOptions = new AlsOptions();

    @Mixin
    private TrainingOptions training = new TrainingOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder for the models; they replace those of the same name, all at the end, by one rename each."
                            + " If the command is killed between two, the next train or run into the folder does the rest."
                            + " Other files in it are left alone.")
    private @Nullable Path out;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "Write one JSON line a sweep of ALS, with how long the sweep took, the objective after it and the"
                            + " time since the start:"
                            + " {\"sweep\":1,\"seconds\":0.123,\"objective\":456.7,\"elapsed\":0.2}.")
    private @Nullable Path trace;

    @Option(
            names = "--without-memory",
            description = "Save models that remember no customers; requests must bring all facts.")
    private boolean withoutMemory;

    @Option(names = "--json", description = "Print what was saved as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter stdout = Checks.notNull(spec, "spec").commandLine().getOut();
        PrintWriter stderr = Checks.notNull(spec, "spec").commandLine().getErr();
        requireFor(model.name(), source.panel != null);
        RunConfig given = training.config();
        RunConfig config = given.withAls(alsOptions.configure(given.als()));
        List<String> names = requireUsable();
        Path folder = Checks.notNull(out, "--out");
        Progress progress = new Progress(stderr);
        Map<String, ScoringModel> models;
        try (OutputFolder output = OutputFolder.forFiles(folder, names);
                AlsTrace lines = trace == null ? null : new AlsTrace(trace)) {
            Dataset data = read(new Inputs(stderr, progress, input, output));
            models = chosen(data, config, lines == null ? progress : progress.with(lines));
            ModelSet.Memory memory = withoutMemory ? ModelSet.Memory.NONE : ModelSet.Memory.CUSTOMERS;
            ModelSet.save(output.unfinished(), models, data, memory);
            output.publishFiles();
        }
        InspectCommand.print(stdout, folder, models.keySet(), json);
        return 0;
    }

    /** Refuses a model that learns from attributes of customers where the data are events. */
    static void requireFor(String model, boolean panel) {
        boolean needsPanel = Stream.of(Model.cluster, Model.mlc, Model.segment)
                .anyMatch(each -> each.name().equals(model));
        Checks.that(panel || !needsPanel, "--model %s needs --panel, since events have no attributes", model);
    }

    /** Refuses inputs that are not there or that would be written over; gives the names of the files that are written. */
    private List<String> requireUsable() throws IOException {
        Inputs.requireThere(source.panel);
        Inputs.requireThere(source.events);
        items.requireUsable(source.events);
        List<String> names = new ArrayList<>(List.of(OutputFolder.QUARANTINE));
        List<String> models = model == Model.all ? ModelSet.NAMES : List.of(model.name());
        models.forEach(name -> names.add(name + ModelFolder.SUFFIX));
        SameFile inputs = new SameFile()
                .input("--panel", source.panel)
                .input("--events", source.events)
                .input("--items", items.file())
                .input("--config", training.configFile())
                .output("--trace", trace);
        for (String name : names) {
            inputs.output("--out", Checks.notNull(out, "--out").resolve(name));
        }
        return names;
    }

    private Map<String, ScoringModel> chosen(Dataset data, RunConfig config, TrainingListener listener) {
        if (model != Model.hybrid && model != Model.all) {
            return Map.of(model.name(), ModelSet.trainOne(model.name(), data, config, listener));
        }
        Map<String, ScoringModel> models = ModelSet.train(data, config, listener);
        if (model == Model.hybrid) {
            models.keySet().retainAll(Set.of(ModelSet.HYBRID));
            return models;
        }
        Map<String, ScoringModel> all = new LinkedHashMap<>(Baselines.trainAll(
                data, config.baselines(), listener, (name, why) -> note(name + " is left out: " + why)));
        all.putAll(models);
        if (!all.containsKey(ModelSet.GRAPH)) {
            all.put(ModelSet.GRAPH, ModelSet.trainOne(ModelSet.GRAPH, data, config, listener));
        }
        Map<String, ScoringModel> ordered = new LinkedHashMap<>();
        ModelSet.NAMES.stream().filter(all::containsKey).forEach(name -> ordered.put(name, all.get(name)));
        return ordered;
    }

    private void note(String text) {
        PrintWriter stderr = Checks.notNull(spec, "spec").commandLine().getErr();
        stderr.println("note: " + text);
        stderr.flush();
    }

    private Dataset read(Inputs inputs) throws IOException {
        return source.panel != null
                ? inputs.panel(source.panel)
                : inputs.events(Checks.notNull(source.events, "--events"), items);
    }
}
