package dev.recsys.reliability.hostile;

import dev.recsys.Explanation;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.TrainingCancelledException;
import dev.recsys.decision.contact.ContactMemoryException;
import dev.recsys.pipeline.Scoring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes a call, and judges what came of it. */
final class Probe implements AutoCloseable {
    private final int seconds;

    /** What they answer wraps the scores they are given; whether those are finite is asked where items are ranked. */
    private static final Set<String> WRAPPING = Set.of(
            "pipeline.Scoring.of(FallbackLevel,double[],IntFunction)", "popularity.PopularityModel.scoring(double[])");

    private ExecutorService caller = newCaller();

    Probe() {
        this(20);
    }

    Probe(int seconds) {
        this.seconds = seconds;
    }

    /** Calls with a limit of time, and builds what a builder has then. */
    Outcome call(Executable call, @Nullable Object self, @Nullable Object[] arguments) {
        Future<Outcome> outcome = caller.submit(() -> callAndUse(call, self, arguments));
        try {
            return outcome.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            caller.shutdownNow();
            caller = newCaller();
            return Outcome.failed("still running after " + seconds + " s");
        } catch (ExecutionException e) {
            return judge(call, e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        caller.shutdownNow();
    }

    private static ExecutorService newCaller() {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "hostile");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Outcome callAndUse(Executable call, @Nullable Object self, @Nullable Object[] arguments) {
        try {
            Object answer = call instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) call).invoke(self, arguments);
            return WRAPPING.contains(Surface.name(call)) ? new Outcome(Outcome.Kind.ANSWERED, "") : use(answer);
        } catch (InvocationTargetException e) {
            return judge(call, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(call.toString(), e);
        }
    }

    /** What was accepted must then be printable, comparable and, if it is a builder, buildable or refused. */
    private static Outcome use(@Nullable Object answer) throws ReflectiveOperationException {
        if (answer == null || !answer.getClass().getName().startsWith("dev.recsys.")) {
            return new Outcome(Outcome.Kind.ANSWERED, notFinite(answer));
        }
        String bad = notFinite(answer);
        if (!bad.isEmpty()) {
            return Outcome.failed(bad);
        }
        for (String name : new String[] {"toString", "hashCode", "build", "toJson", "toTable", "size"}) {
            Method then;
            try {
                then = answer.getClass().getMethod(name);
            } catch (NoSuchMethodException e) {
                continue;
            }
            then.setAccessible(true);
            try {
                then.invoke(answer);
            } catch (InvocationTargetException e) {
                Outcome outcome = judge(then, e.getCause());
                if (outcome.kind() == Outcome.Kind.FAILED || !name.equals("build")) {
                    return Outcome.failed("then " + name + "(): " + describe(e.getCause()));
                }
            }
        }
        return new Outcome(Outcome.Kind.ANSWERED, "");
    }

    /** What is wrong with the scores an answer holds, or an empty string. */
    private static String notFinite(@Nullable Object answer) {
        boolean bad = false;
        if (answer instanceof Recommendations all) {
            bad = all.items().stream().mapToDouble(RecommendedItem::score).anyMatch(score -> !Double.isFinite(score));
        } else if (answer instanceof Explanation explanation) {
            bad = !Double.isFinite(explanation.score());
        } else if (answer instanceof Scoring scoring) {
            bad = Arrays.stream(scoring.scores()).anyMatch(score -> !Double.isFinite(score));
        } else if (answer instanceof double[] numbers) {
            bad = Arrays.stream(numbers).anyMatch(number -> !Double.isFinite(number));
        } else if (answer instanceof Map<?, ?> map) {
            bad = map.values().stream().anyMatch(value -> value instanceof Double d && !Double.isFinite(d));
        }
        return bad ? "answers a score that is not finite: " + answer : "";
    }

    private static Outcome judge(Executable call, Throwable thrown) {
        if (thrown instanceof Strangers.Planted || thrown.getCause() instanceof Strangers.Planted) {
            return new Outcome(Outcome.Kind.PASSED_ON, "");
        }
        if (thrown instanceof IOException
                || thrown instanceof UncheckedIOException
                || thrown instanceof SQLException
                || thrown instanceof ContactMemoryException) {
            return new Outcome(Outcome.Kind.INPUT_OUTPUT, String.valueOf(thrown.getMessage()));
        }
        if (thrown instanceof IndexOutOfBoundsException && HotAccessors.isOne(call)) {
            return new Outcome(Outcome.Kind.OUT_OF_BOUNDS, "");
        }
        boolean refusal = thrown.getClass() == IllegalArgumentException.class
                || thrown.getClass() == IllegalStateException.class
                || thrown instanceof TrainingCancelledException;
        String message = thrown.getMessage();
        boolean ours = thrown.getStackTrace().length > 0
                && thrown.getStackTrace()[0].getClassName().startsWith("dev.recsys.");
        if (refusal && ours && message != null && !message.isBlank()) {
            return new Outcome(Outcome.Kind.REFUSED, message, thrown instanceof IllegalArgumentException);
        }
        return Outcome.failed(describe(thrown));
    }

    private static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder(String.valueOf(thrown));
        if (text.length() > 200) {
            text.setLength(200);
        }
        Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.recsys."))
                .filter(frame -> !frame.getClassName().contains(".reliability."))
                .limit(2)
                .forEach(frame -> text.append(" at ")
                        .append(frame.getFileName())
                        .append(':')
                        .append(frame.getLineNumber()));
        return text.toString();
    }
}
