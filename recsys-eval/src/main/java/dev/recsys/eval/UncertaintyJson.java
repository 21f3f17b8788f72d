package dev.recsys.eval;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** How sure the figures of a report are, and those of groups, as JSON; its shape is a promise too. */
final class UncertaintyJson {
    private UncertaintyJson() {}

    static void put(ObjectNode root, Map<String, ModelReport> models, List<Comparison> all) {
        if (models.values().stream().anyMatch(model -> !model.intervals().isEmpty())) {
            ObjectNode intervals = root.putObject("intervals");
            models.forEach((name, model) -> putAll(intervals.putObject(name), model.intervals()));
        }
        if (!all.isEmpty()) {
            ArrayNode comparisons = root.putArray("comparisons");
            all.forEach(comparison -> put(comparisons.addObject(), comparison));
        }
        if (models.values().stream().anyMatch(model -> !model.groups().isEmpty())) {
            ObjectNode groups = root.putObject("groups");
            models.forEach((name, model) -> {
                ObjectNode ofModel = groups.putObject(name);
                model.groups().forEach((grouping, found) -> put(ofModel.putObject(grouping), found));
            });
        }
    }

    private static void putAll(ObjectNode node, Map<String, Interval> intervals) {
        intervals.forEach((key, interval) -> put(node.putArray(key), interval));
    }

    private static void put(ArrayNode node, Interval interval) {
        node.add(interval.low()).add(interval.high());
    }

    private static void put(ObjectNode node, Comparison comparison) {
        node.put("model", comparison.model());
        node.put("other", comparison.other());
        if (Double.isFinite(comparison.agreement())) {
            node.put("agreement", comparison.agreement());
        }
        ObjectNode differences = node.putObject("differences");
        comparison.differences().forEach((key, difference) -> {
            ObjectNode ofKey = differences.putObject(key).put("mean", difference.mean());
            put(ofKey.putArray("interval"), difference.interval());
            ofKey.put("p", difference.pValue());
        });
    }

    private static void put(ObjectNode node, GroupsReport found) {
        ObjectNode groups = node.putObject("groups");
        found.groups().forEach((name, group) -> {
            ObjectNode one = groups.putObject(name).put("users", group.users()).put("adders", group.adders());
            group.metrics().forEach(one.putObject("metrics")::put);
            putAll(one.putObject("intervals"), group.intervals());
            group.offerRates().forEach(one.putObject("offerRates")::put);
        });
        ObjectNode gaps = node.putObject("gaps");
        found.metricGaps().forEach((key, gap) -> put(gaps.putObject(key), gap));
        ObjectNode offerGaps = node.putObject("offerGaps");
        found.offerGaps().forEach((item, gap) -> put(offerGaps.putObject(item), gap));
    }

    private static void put(ObjectNode node, GroupGap gap) {
        node.put("lowest", gap.lowest()).put("low", gap.low());
        node.put("highest", gap.highest()).put("high", gap.high());
        if (Double.isFinite(gap.ratio())) {
            node.put("ratio", gap.ratio());
        }
        if (Double.isFinite(gap.pValue())) {
            node.put("p", gap.pValue());
        }
    }
}
