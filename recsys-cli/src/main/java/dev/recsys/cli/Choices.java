package dev.recsys.cli;

import dev.recsys.cluster.table.Encoding;
import dev.recsys.cluster.table.Imputation;
import dev.recsys.cluster.table.Scaling;
import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.scorecard.PointsScale;
import dev.recsys.mlc.targets.PanelLabels;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.uplift.UpliftConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Words of the command line that name one of several things, written with a dash. */
final class Choices {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:\\.\\.(\\d{1,5}))?");

    private Choices() {}

    /** Reads a scaling. */
    static final class OfScaling implements ITypeConverter<Scaling> {
        @Override
        public Scaling convert(String word) {
            return choice(word, Scaling.values());
        }
    }

    /** Reads an encoding. */
    static final class OfEncoding implements ITypeConverter<Encoding> {
        @Override
        public Encoding convert(String word) {
            return choice(word, Encoding.values());
        }
    }

    /** Reads an imputation. */
    static final class OfImputation implements ITypeConverter<Imputation> {
        @Override
        public Imputation convert(String word) {
            return choice(word, Imputation.values());
        }
    }

    /** Reads a loss of targets. */
    static final class OfLoss implements ITypeConverter<Target.Loss> {
        @Override
        public Target.Loss convert(String word) {
            return choice(word, Target.Loss.values());
        }
    }

    /** Reads what becomes of rows without a target. */
    static final class OfMissing implements ITypeConverter<Target.Missing> {
        @Override
        public Target.Missing convert(String word) {
            return choice(word, Target.Missing.values());
        }
    }

    /** Reads what becomes of customers who leave a panel. */
    static final class OfGone implements ITypeConverter<PanelLabels.Gone> {
        @Override
        public PanelLabels.Gone convert(String word) {
            return choice(word, PanelLabels.Gone.values());
        }
    }

    /** What learns a target of a table. */
    enum TargetLearner {
        TREES,
        SCORECARD
    }

    /** Reads what learns a target. */
    static final class OfTargetLearner implements ITypeConverter<TargetLearner> {
        @Override
        public TargetLearner convert(String word) {
            return choice(word, TargetLearner.values());
        }
    }

    /** Reads which value of a target is the bad one. */
    static final class OfBad implements ITypeConverter<PointsScale.Bad> {
        @Override
        public PointsScale.Bad convert(String word) {
            return choice(word, PointsScale.Bad.values());
        }
    }

    /** Reads how uplift is learned. */
    static final class OfLearner implements ITypeConverter<UpliftConfig.Learner> {
        @Override
        public UpliftConfig.Learner convert(String word) {
            return choice(word, UpliftConfig.Learner.values());
        }
    }

    private static <T extends Enum<T>> T choice(String word, T[] values) {
        return Arrays.stream(values)
                .filter(value ->
                        dashed(value).equals(word.toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is none of "
                        + Arrays.stream(values).map(Choices::dashed).collect(Collectors.joining(", "))));
    }

    private static String dashed(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A language of reports. */
    static Locale language(String word) {
        Checks.that(List.of("en", "es", "ru").contains(word), "--language must be en, es or ru, but was %s", word);
        return Locale.forLanguageTag(word);
    }

    /** Reads a number, or two with dots between: the least and the greatest. */
    static int[] range(String word, String option) {
        Matcher matcher = RANGE.matcher(word.strip());
        Checks.that(matcher.matches(), "%s must be a number or a range such as 2..15, but was %s", option, word);
        int least = Integer.parseInt(matcher.group(1));
        int greatest = matcher.group(2) == null ? least : Integer.parseInt(matcher.group(2));
        Checks.that(least >= 2, "%s must begin at 2 at least, but was %s", option, word);
        Checks.that(least <= greatest, "%s must end at or after its begin, but was %s", option, word);
        return new int[] {least, greatest};
    }
}
