package dev.recsys.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.BatchRequest;
import dev.recsys.model.ModelCodec;
import dev.recsys.reliability.Tally;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every public method and constructor, called with hostile values on one parameter at a time: it answers, or refuses in our
 * words. Null is refused wherever the signature does not allow it. Refusals that do not name the parameter are counted.
 */
@Tag("slow")
class HostileValuesTest {
    private static final String WITHOUT_NAME = "refused without its name";

    /** Refusals that do not name the parameter, when they were last counted: there may be fewer, not more. */
    private static final long UNNAMED = 144;

    /** Methods of an interface that a class refuses whatever it is given, as its Javadoc says. */
    private static final Set<String> READ_ONLY = Set.of(
            "decision.contact.RequestContacts.record(Contact)", "decision.contact.RequestContacts.forget(String)");

    @TempDir
    private Path folder;

    private final Tally tally = new Tally("hostile-values");
    private final Set<String> faults = new TreeSet<>();
    private final Set<String> unnamed = new TreeSet<>();

    @Test
    void publicMethods_hostileValues_areAnsweredOrRefused() throws Exception {
        Instances instances = new Instances(folder);
        Arguments arguments = new Arguments(instances, folder);
        try (Probe probe = new Probe()) {
            for (Class<?> type : Surface.types()) {
                for (Executable call : Surface.of(type)) {
                    tally.count("methods");
                    probe(probe, call, type, instances, arguments);
                }
            }
        }
        tally.close();
        Files.write(
                Path.of("target", "reliability", "hostile-values-unnamed.txt"),
                unnamed.stream()
                        .map(line -> line.replaceAll("[^ -~]", "?"))
                        .map(line -> line.substring(0, Math.min(300, line.length())))
                        .toList());
        assertThat(faults).isEmpty();
        assertThat(tally.of(WITHOUT_NAME))
                .as("refusals in target/reliability/hostile-values-unnamed.txt, which do not name the parameter")
                .isLessThanOrEqualTo(UNNAMED);
    }

    @Test
    void hotAccessors_theirJavadoc_saysWhatTheyThrow() throws Exception {
        Set<String> unknown = new TreeSet<>(HotAccessors.NAMES);
        for (Class<?> type : Surface.types()) {
            for (Executable call : Surface.of(type)) {
                if (HotAccessors.isOne(call)) {
                    unknown.remove(Surface.name(call));
                    assertThat(HotAccessors.javadoc(call)).contains("@throws IndexOutOfBoundsException");
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    /** A class with faults of the kinds the harness is for. */
    public static final class Careless {
        /** Has no null check. */
        public int length(String text) {
            return text.length();
        }

        /** Has no check of the index. */
        public int at(int index) {
            int[] one = new int[1];
            return one[index];
        }

        /** Never ends on a negative number. */
        public int countDown(int from) {
            int left = from;
            while (left != 0) {
                left = left < 0 ? left : left - 1;
            }
            return left;
        }

        /** Refuses without a word. */
        public double root(double of) {
            if (!(of >= 0)) {
                throw new IllegalArgumentException();
            }
            return Math.sqrt(of);
        }
    }

    @Test
    void plantedFaults_ofEachKind_areCaught() throws Exception {
        try (Probe probe = new Probe(1)) {
            Careless careless = new Careless();
            Object[][] faults = {
                {"length", String.class, null},
                {"at", int.class, -1},
                {"countDown", int.class, -1},
                {"root", double.class, Double.NaN}
            };
            for (Object[] fault : faults) {
                Executable call = Careless.class.getMethod((String) fault[0], (Class<?>) fault[1]);
                assertThat(probe.call(call, careless, new Object[] {fault[2]}).kind())
                        .as(call.getName())
                        .isEqualTo(Outcome.Kind.FAILED);
            }
            Executable sound = Careless.class.getMethod("length", String.class);
            assertThat(probe.call(sound, careless, new Object[] {"text"}).kind())
                    .isEqualTo(Outcome.Kind.ANSWERED);
        }
    }

    @Test
    void refusals_thatNameTheParameterOrNot_areToldApart() throws Exception {
        Executable call = Careless.class.getMethod("countDown", int.class);
        assertThat(ParameterNames.isNamed(call, 0, "from must be at least 0, but was -1"))
                .isTrue();
        assertThat(ParameterNames.isNamed(call, 0, "the number must be at least 0, but was -1"))
                .isFalse();
        assertThat(ParameterNames.isNamed(call, 0, "countDown must be at least 0, but was -1"))
                .isFalse();
        Executable option = BatchRequest.class.getMethod("threads", int.class);
        assertThat(ParameterNames.isNamed(option, 0, "threads must be at least 1, but was 0"))
                .isTrue();
        assertThat(ParameterNames.isNamed(option, 0, "must be at least 1, but was 0"))
                .isFalse();
    }

    @Test
    void newMethod_theHarnessHasNothingFor_isNamed() throws Exception {
        Instances instances = new Instances(folder);
        try (Probe probe = new Probe()) {
            Executable call = Careless.class.getMethod("length", String.class);
            probe(probe, call, Careless.class, instances, new Arguments(instances, folder));
        }
        assertThat(faults).singleElement().asString().contains("Careless.length(String)", "add one to Instances");
    }

    private void probe(Probe probe, Executable call, Class<?> type, Instances instances, Arguments arguments) {
        boolean onNothing = call instanceof Constructor || Modifier.isStatic(call.getModifiers());
        List<Supplier<?>> selves = new ArrayList<>();
        if (onNothing) {
            selves.add(() -> null);
        } else {
            selves.addAll(instances.of(type));
        }
        if (selves.isEmpty() && call.getParameterCount() > 0) {
            faults.add(Surface.name(call) + ": the harness has no object to call it on; add one to Instances");
        }
        List<String> unanswered = new ArrayList<>();
        for (Supplier<?> self : selves) {
            Supplier<Object @Nullable []> right = () -> {
                Object on = self.get();
                return on instanceof ModelCodec codec ? arguments.ofCodec(call, codec) : arguments.of(call, on);
            };
            Object[] legalValues = right.get();
            if (legalValues == null) {
                faults.add(Surface.name(call) + ": the harness has no right arguments; add them to Arguments");
                return;
            }
            Outcome first = probe.call(call, self.get(), legalValues);
            boolean isAsItShould = first.kind()
                    == (READ_ONLY.contains(Surface.name(call)) ? Outcome.Kind.REFUSED : Outcome.Kind.ANSWERED);
            if (!isAsItShould) {
                unanswered.add(first.detail());
                continue;
            }
            Type[] types = call.getGenericParameterTypes();
            for (int i = 0; i < types.length; i++) {
                Object legal = right.get()[i];
                int at = i;
                boolean isGeneric = types[i] instanceof TypeVariable;
                Hostile.of(types[i], legal).forEach(hostile -> {
                    if (isGeneric
                            && hostile.value() != null
                            && !legal.getClass().isInstance(hostile.value())) {
                        return; // A caller needs a raw type for that.
                    }
                    Object[] given = right.get();
                    given[at] = hostile.value();
                    String what = "parameter " + (at + 1) + " is " + hostile.name();
                    Outcome outcome = judge(probe, call, self.get(), given, what);
                    if (outcome.ofArgument()) {
                        boolean isNamed = ParameterNames.isNamed(call, at, outcome.detail());
                        tally.count(isNamed ? "refused, naming the parameter" : WITHOUT_NAME);
                        if (!isNamed) {
                            unnamed.add(Surface.name(call) + ": " + what + ": " + outcome.detail());
                        }
                    }
                    if (hostile.value() == null) {
                        boolean allowed = NullRules.allows(call, at);
                        if (allowed && outcome.kind() == Outcome.Kind.REFUSED) {
                            faults.add(Surface.name(call) + ": " + what + ", which is allowed, but refused");
                        } else if (!allowed && outcome.kind() == Outcome.Kind.ANSWERED) {
                            faults.add(Surface.name(call) + ": " + what + ", and it is answered");
                        }
                    }
                });
            }
        }
        if (!selves.isEmpty() && unanswered.size() == selves.size()) {
            faults.add(Surface.name(call) + ": right arguments are not answered: " + unanswered.get(0));
        }
    }

    private Outcome judge(Probe probe, Executable call, @Nullable Object self, @Nullable Object[] given, String what) {
        Outcome outcome = probe.call(call, self, given);
        tally.count("calls");
        tally.count(outcome.kind().toString());
        if (outcome.kind() == Outcome.Kind.FAILED) {
            faults.add(Surface.name(call) + ": " + what + ": " + outcome.detail());
        }
        return outcome;
    }
}
