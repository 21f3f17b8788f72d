package dev.recsys.hybrid;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.KnownCustomer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a learned blend looks at besides scores: how many items the customer holds, and some categorical features. Each
 * answer to such a question is a cell; a customer is in one cell for each question of which the answer is known. Immutable and
 * thread-safe.
 */
final class ContextCells {
    /** No question at all. */
    static final ContextCells NONE = new ContextCells(new int[0], new int[] {0});

    private static final int HOLDINGS = -1; // stands for a column
    private static final int HOLDING_CELLS = 4; // none, one, two or three, more

    private final int[] questions; // columns, or HOLDINGS
    private final int[] starts; // the first cell of each question, and the number of cells

    private ContextCells(int[] questions, int[] starts) {
        this.questions = questions;
        this.starts = starts;
    }

    /**
     * The holdings and some features.
     *
     * @throws IllegalArgumentException if a feature is unknown, numeric or protected, or there twice
     */
    static ContextCells of(List<String> features, Vocabulary vocabulary) {
        FeatureSchema schema = vocabulary.schema();
        int[] questions = new int[features.size() + 1];
        questions[0] = HOLDINGS;
        for (int i = 0; i < features.size(); i++) {
            String name = features.get(i);
            Checks.that(
                    schema.names().contains(name),
                    "the context names the feature \"%s\", which the data does not have",
                    name);
            questions[i + 1] = schema.indexOf(name);
        }
        return of(questions, vocabulary);
    }

    /**
     * Cells as {@link #questions} gave them.
     *
     * @throws IllegalArgumentException if a column is unknown, numeric or protected, or there twice
     */
    static ContextCells of(int[] questions, Vocabulary vocabulary) {
        FeatureSchema schema = vocabulary.schema();
        List<Integer> seen = new ArrayList<>();
        int[] starts = new int[questions.length + 1];
        for (int i = 0; i < questions.length; i++) {
            int column = questions[i];
            Checks.that(!seen.contains(column), "the context names a feature twice");
            seen.add(column);
            if (column == HOLDINGS) {
                starts[i + 1] = starts[i] + HOLDING_CELLS;
                continue;
            }
            Checks.index(column, schema.size(), "a feature of the context");
            String name = schema.name(column);
            Checks.that(
                    !schema.isNumeric(column),
                    "a feature of the context must be categorical, but \"%s\" is numeric",
                    name);
            Checks.that(
                    !schema.isProtected(column), "a feature of the context must not be protected, but \"%s\" is", name);
            starts[i + 1] = starts[i] + vocabulary.dictionary(column).size();
        }
        return new ContextCells(questions.clone(), starts);
    }

    int count() {
        return starts[questions.length];
    }

    /** The columns asked for, -1 for the holdings. */
    int[] questions() {
        return questions.clone();
    }

    /** The cell of each question, -1 where the answer is unknown. */
    int[] of(KnownCustomer customer) {
        int[] cells = new int[questions.length];
        for (int i = 0; i < cells.length; i++) {
            int answer = questions[i] == HOLDINGS
                    ? customer.holdingsKnown() ? holdingCell(customer.held().length) : -1
                    : customer.features().code(questions[i]);
            cells[i] = answer < 0 || answer >= starts[i + 1] - starts[i] ? -1 : starts[i] + answer;
        }
        return cells;
    }

    private static int holdingCell(int held) {
        return held < 2 ? held : held < 4 ? 2 : 3;
    }
}
