package dev.recsys.baselines;

/**
 * Factors of attributes as the formulas say: dense matrices in doubles, every system written out and solved by elimination. What
 * {@link FeatureFactorSweeps} is tested against.
 */
final class PlainFeatureFactors {
    private final double[][] weights; // users × items; 0 without an interaction
    private final double[][] userAttributes; // 0 or 1
    private final double[][] itemAttributes;
    private final FeatureFactorConfig config;
    private final double[] userRidges;
    private final double[] itemRidges;
    double[][] users;
    double[][] items;
    double[][] ofUsers; // attributes' vectors
    double[][] ofItems;

    PlainFeatureFactors(
            double[][] weights,
            double[][] userAttributes,
            double[][] itemAttributes,
            double[][] start,
            FeatureFactorConfig config) {
        this.weights = weights;
        this.userAttributes = userAttributes;
        this.itemAttributes = itemAttributes;
        this.config = config;
        this.items = start;
        this.users = new double[weights.length][config.factors()];
        this.ofUsers = new double[userAttributes[0].length][config.factors()];
        this.ofItems = new double[itemAttributes[0].length][config.factors()];
        this.userRidges = ridges(weights);
        this.itemRidges = ridges(transposed(weights));
        users();
    }

    private double[] ridges(double[][] cells) {
        int seen = 0;
        for (double[] column : transposed(cells)) {
            seen += count(column) > 0 ? 1 : 0;
        }
        double[] ridges = new double[cells.length];
        for (int row = 0; row < ridges.length; row++) {
            int count = count(cells[row]);
            double frequency = count + config.unobservedWeight() * seen;
            ridges[row] = count == 0 ? 0 : config.regularization() * Math.pow(frequency, config.frequencyExponent());
        }
        return ridges;
    }

    private static int count(double[] row) {
        int count = 0;
        for (double weight : row) {
            count += weight > 0 ? 1 : 0;
        }
        return count;
    }

    /** Items, their attributes, users, theirs. */
    void sweep() {
        items = rows(transposed(weights), itemRidges, userRidges, times(itemAttributes, ofItems), users, items);
        ofItems = regression(itemAttributes, itemRidges, items);
        users();
    }

    private void users() {
        users = rows(weights, userRidges, itemRidges, times(userAttributes, ofUsers), items, users);
        ofUsers = regression(userAttributes, userRidges, users);
    }

    private double[][] rows(
            double[][] cells, double[] ridges, double[] seen, double[][] priors, double[][] others, double[][] before) {
        int size = config.factors();
        double[][] found = new double[cells.length][];
        for (int row = 0; row < cells.length; row++) {
            if (ridges[row] == 0) {
                found[row] = before[row];
                continue;
            }
            double[][] system = new double[size][size];
            double[] side = new double[size];
            for (int f = 0; f < size; f++) {
                system[f][f] = ridges[row];
                side[f] = ridges[row] * priors[row][f];
            }
            for (int other = 0; other < others.length; other++) {
                double weight = config.alpha() * cells[row][other];
                double counts = seen[other] == 0 ? 0 : cells[row][other] > 0 ? weight : config.unobservedWeight();
                for (int f = 0; f < size; f++) {
                    side[f] += weight * others[other][f];
                    for (int g = 0; g < size; g++) {
                        system[f][g] += counts * others[other][f] * others[other][g];
                    }
                }
            }
            found[row] = solved(system, side);
        }
        return found;
    }

    private double[][] regression(double[][] attributes, double[] ridges, double[][] targets) {
        double sum = 0;
        int seen = 0;
        for (double ridge : ridges) {
            sum += ridge;
            seen += ridge > 0 ? 1 : 0;
        }
        int count = attributes[0].length;
        double[][] found = new double[count][config.factors()];
        for (int f = 0; f < config.factors(); f++) {
            double[][] system = new double[count][count];
            double[] side = new double[count];
            for (int a = 0; a < count; a++) {
                system[a][a] = config.smoothing() * sum / seen;
                for (int row = 0; row < targets.length; row++) {
                    side[a] += ridges[row] * attributes[row][a] * targets[row][f];
                    for (int b = 0; b < count; b++) {
                        system[a][b] += ridges[row] * attributes[row][a] * attributes[row][b];
                    }
                }
            }
            double[] solution = solved(system, side);
            for (int a = 0; a < count; a++) {
                found[a][f] = solution[a];
            }
        }
        return found;
    }

    /** What is minimised. */
    double objective() {
        double loss = 0;
        for (int user = 0; user < users.length; user++) {
            for (int item = 0; item < items.length; item++) {
                double fit = 0;
                for (int f = 0; f < config.factors(); f++) {
                    fit += users[user][f] * items[item][f];
                }
                double weight = config.alpha() * weights[user][item];
                boolean seen = userRidges[user] > 0 && itemRidges[item] > 0;
                loss += weight > 0 ? weight * (1 - fit) * (1 - fit) : seen ? config.unobservedWeight() * fit * fit : 0;
            }
        }
        return loss
                + apart(users, times(userAttributes, ofUsers), userRidges, ofUsers)
                + apart(items, times(itemAttributes, ofItems), itemRidges, ofItems);
    }

    private double apart(double[][] rows, double[][] priors, double[] ridges, double[][] attributes) {
        double sum = 0;
        double mean = 0;
        int seen = 0;
        for (int row = 0; row < rows.length; row++) {
            mean += ridges[row];
            seen += ridges[row] > 0 ? 1 : 0;
            for (int f = 0; f < config.factors(); f++) {
                sum += ridges[row] * (rows[row][f] - priors[row][f]) * (rows[row][f] - priors[row][f]);
            }
        }
        for (double[] vector : attributes) {
            for (double value : vector) {
                sum += config.smoothing() * mean / seen * value * value;
            }
        }
        return sum;
    }

    static double[][] times(double[][] first, double[][] second) {
        double[][] product = new double[first.length][second[0].length];
        for (int row = 0; row < first.length; row++) {
            for (int i = 0; i < second.length; i++) {
                for (int column = 0; column < second[0].length; column++) {
                    product[row][column] += first[row][i] * second[i][column];
                }
            }
        }
        return product;
    }

    static double[][] transposed(double[][] matrix) {
        double[][] turned = new double[matrix[0].length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < turned.length; column++) {
                turned[column][row] = matrix[row][column];
            }
        }
        return turned;
    }

    /** By Gauss's elimination with partial pivoting. Modified: both. */
    static double[] solved(double[][] system, double[] side) {
        int size = side.length;
        for (int step = 0; step < size; step++) {
            int pivot = step;
            for (int row = step; row < size; row++) {
                pivot = Math.abs(system[row][step]) > Math.abs(system[pivot][step]) ? row : pivot;
            }
            double[] swapped = system[step];
            system[step] = system[pivot];
            system[pivot] = swapped;
            double value = side[step];
            side[step] = side[pivot];
            side[pivot] = value;
            for (int row = step + 1; row < size; row++) {
                double factor = system[row][step] / system[step][step];
                side[row] -= factor * side[step];
                for (int column = step; column < size; column++) {
                    system[row][column] -= factor * system[step][column];
                }
            }
        }
        for (int step = size - 1; step >= 0; step--) {
            for (int column = step + 1; column < size; column++) {
                side[step] -= system[step][column] * side[column];
            }
            side[step] /= system[step][step];
        }
        return side;
    }
}
