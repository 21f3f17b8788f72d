package dev.recsys.mlc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smile.regression.RegressionTree;

/**
 * Copies a Smile tree, which keeps its nodes to itself, into flat arrays. The shape and the splits come from the tree's
 * drawing, which prints four decimals: exact, since bins are ints and so splits are multiples of one half. The value of a
 * leaf comes from asking the tree about a row that ends there: exact too.
 */
final class SmileTreeReader {
    private static final Pattern SPLIT = Pattern.compile("^ (\\d+) \\[label=<V(\\d+) &le; (-?[0-9.,]+)<br/>.*");
    private static final Pattern EDGE = Pattern.compile("^ (\\d+) -> (\\d+).*");

    private final int columnCount;
    private final double scale;

    SmileTreeReader(int columnCount, double scale) {
        this.columnCount = columnCount;
        this.scale = scale;
    }

    private static final class Node {
        int feature = -1;
        float threshold;
        final List<Integer> children = new ArrayList<>();
    }

    /**
     * Copies a tree.
     *
     * @param tree the tree
     * @param out gets it, its leaves scaled, unless a leaf is not finite. Modified.
     * @return false if a leaf is not finite
     */
    boolean copy(RegressionTree tree, TreeEnsemble.Builder out) {
        List<Node> nodes = parse(tree.dot());
        double[] low = new double[columnCount];
        double[] high = new double[columnCount];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        double[] leaves = new double[nodes.size()];
        askLeaves(tree, nodes, 0, low, high, leaves);
        if (!Arrays.stream(leaves).allMatch(Double::isFinite)) {
            return false;
        }
        out.addTree(add(nodes, 0, leaves, out));
        return true;
    }

    private static List<Node> parse(String drawing) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node());
        for (String line : drawing.split("\n", -1)) {
            Matcher split = SPLIT.matcher(line);
            Matcher edge = EDGE.matcher(line);
            if (split.matches()) {
                Node node = nodes.get(Integer.parseInt(split.group(1)));
                node.feature = Integer.parseInt(split.group(2)) - 1; // V1 is column 0
                // Smile prints in the default locale, whose decimal sign may be a comma.
                node.threshold = Float.parseFloat(split.group(3).replace(',', '.'));
            } else if (edge.matches()) {
                nodes.get(Integer.parseInt(edge.group(1))).children.add(Integer.parseInt(edge.group(2)));
            }
            if (edge.matches() || split.matches()) {
                int last = Integer.parseInt(edge.matches() ? edge.group(2) : split.group(1));
                while (nodes.size() <= last + 1) {
                    nodes.add(new Node());
                }
            }
        }
        return nodes;
    }

    /** Asks the tree about a row that ends in each leaf; a row goes to the first child where its bin is ≤ the split. */
    private void askLeaves(
            RegressionTree tree, List<Node> nodes, int at, double[] low, double[] high, double[] leaves) {
        Node node = nodes.get(at);
        if (node.feature < 0) {
            double[] row = new double[columnCount];
            for (int column = 0; column < columnCount; column++) {
                // Splits are half a bin apart at least, so a quarter above the lower one is inside.
                row[column] = low[column] > Double.NEGATIVE_INFINITY
                        ? low[column] + 0.25
                        : high[column] < Double.POSITIVE_INFINITY ? high[column] : 0;
            }
            leaves[at] = tree.predict(row);
            return;
        }
        double keptHigh = high[node.feature];
        high[node.feature] = node.threshold;
        askLeaves(tree, nodes, node.children.get(0), low, high, leaves);
        high[node.feature] = keptHigh;
        double keptLow = low[node.feature];
        low[node.feature] = node.threshold;
        askLeaves(tree, nodes, node.children.get(1), low, high, leaves);
        low[node.feature] = keptLow;
    }

    private int add(List<Node> nodes, int at, double[] leaves, TreeEnsemble.Builder out) {
        Node node = nodes.get(at);
        if (node.feature < 0) {
            return out.addLeaf(scale * leaves[at]);
        }
        int added = out.addNode(node.feature, node.threshold);
        int left = add(nodes, node.children.get(0), leaves, out);
        int right = add(nodes, node.children.get(1), leaves, out);
        out.setChildren(added, left, right);
        return added;
    }
}
