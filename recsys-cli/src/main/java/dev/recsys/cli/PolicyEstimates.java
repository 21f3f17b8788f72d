package dev.recsys.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.decision.OffPolicyDecisions;
import dev.recsys.decision.OffPolicyDecisions.Choice;
import dev.recsys.eval.LoggedDecision;
import dev.recsys.eval.OffPolicyReport;
import dev.recsys.internal.options.JsonMappers;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What the policy of a log and another policy bring a decision: offers taken, on the decisions that can be compared.
 *
 * @param seen the decisions
 * @param logged the plain mean of the log's own policy
 * @param other the estimates of the other policy
 * @param difference other less logged, by inverse propensity, decision by decision
 * @param weight the mean weight, which is 1 in expectation if the propensities are right
 */
record PolicyEstimates(
        OffPolicyDecisions seen,
        OffPolicyReport.Value logged,
        OffPolicyReport other,
        OffPolicyReport.Value difference,
        OffPolicyReport.Value weight) {
    private static final ObjectMapper MAPPER = JsonMappers.plain();
    private static final double UNLIKELY = 3.29; // standard errors; 1 in 1,000

    static PolicyEstimates of(OffPolicyDecisions seen) {
        return new PolicyEstimates(
                seen,
                mean(seen, Choice::reward),
                OffPolicyReport.of(seen.choices().stream()
                        .map(choice -> new LoggedDecision(
                                choice.reward(),
                                choice.propensity(),
                                choice.targetProbability(),
                                choice.modelledReward(),
                                choice.modelledValue()))
                        .toList()),
                mean(seen, choice -> (weight(choice) - 1) * choice.reward()),
                mean(seen, PolicyEstimates::weight));
    }

    private static double weight(Choice choice) {
        return choice.targetProbability() / choice.propensity();
    }

    private static OffPolicyReport.Value mean(OffPolicyDecisions seen, Function<Choice, Double> value) {
        return OffPolicyReport.of(seen.choices().stream()
                        .map(choice -> LoggedDecision.of(value.apply(choice), 1, 1))
                        .toList())
                .inversePropensity();
    }

    private long customers() {
        return seen.choices().stream().map(Choice::customerId).distinct().count();
    }

    /** What whoever reads the figures should know. */
    List<String> notes() {
        List<String> notes = new java.util.ArrayList<>();
        if (Math.abs(weight.mean() - 1) > UNLIKELY * weight.standardError()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "the weights average %.4f and not 1: the log's propensities can't be those of its offers, or too few decisions"
                            + " drew what the policy would offer",
                    weight.mean()));
        }
        if (customers() < seen.choices().size()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d decisions are of %,d customers: intervals take decisions as independent, and may be too narrow",
                    seen.choices().size(),
                    customers()));
        }
        if (!seen.isModelled()) {
            notes.add("the model's scores are no probabilities, so there is no doubly robust estimate");
        }
        if (!seen.firstFailure().isEmpty()) {
            notes.add("the first decision that can't be replayed: " + seen.firstFailure());
        }
        return notes;
    }

    void print(PrintWriter out) {
        int compared = seen.choices().size();
        out.printf(
                Locale.ROOT,
                "%,d decisions, %,d compared (%.1f %%)%n",
                seen.decisions(),
                compared,
                100.0 * compared / seen.decisions());
        seen.leftOut().forEach((why, count) -> out.printf(Locale.ROOT, "  %,9d %s%n", count, why.text()));
        out.printf(
                Locale.ROOT,
                "weights: mean %.4f, greatest %.2f; as sure as %,.0f decisions of the policy itself%n%n",
                weight.mean(),
                other.greatestWeight(),
                other.effectiveDecisions());
        out.printf(Locale.ROOT, "%-32s %10s   %s%n", "offers taken per decision", "mean", "95 % interval");
        print(out, "logged policy", logged);
        print(out, "policy, inverse propensity", other.inversePropensity());
        print(out, "policy, self-normalised", other.selfNormalised());
        if (seen.isModelled()) {
            print(out, "policy, doubly robust", other.doublyRobust());
        }
        print(out, "policy less logged", difference);
        notes().forEach(note -> out.println("note: " + note));
    }

    private static void print(PrintWriter out, String name, OffPolicyReport.Value value) {
        out.printf(
                Locale.ROOT,
                "%-32s %10s   %s .. %s%n",
                name,
                number(value.mean()),
                number(value.low()),
                number(value.high()));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.5f", value);
    }

    ObjectNode asJson() {
        ObjectNode root = MAPPER.createObjectNode()
                .put("decisions", seen.decisions())
                .put("compared", seen.choices().size())
                .put("customers", customers());
        ObjectNode out = root.putObject("leftOut");
        seen.leftOut().forEach((why, count) -> out.put(why.name(), count));
        root.put("meanWeight", weight.mean())
                .put("greatestWeight", other.greatestWeight())
                .put("effectiveDecisions", other.effectiveDecisions());
        put(root, "logged", logged);
        put(root, "inversePropensity", other.inversePropensity());
        put(root, "selfNormalised", other.selfNormalised());
        if (seen.isModelled()) {
            put(root, "doublyRobust", other.doublyRobust());
        }
        put(root, "difference", difference);
        notes().forEach(root.putArray("notes")::add);
        return root;
    }

    private static void put(ObjectNode root, String name, OffPolicyReport.Value value) {
        ObjectNode node = root.putObject(name);
        put(node, "mean", value.mean());
        put(node, "standardError", value.standardError());
        put(node, "low", value.low());
        put(node, "high", value.high());
    }

    private static void put(ObjectNode node, String name, double value) {
        if (Double.isNaN(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }
}
