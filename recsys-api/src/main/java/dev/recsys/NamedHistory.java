package dev.recsys;

import dev.recsys.check.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Item ids month by month, the latest first; null for an unknown month. */
record NamedHistory(List<@Nullable List<String>> months) implements HoldingHistory {
    NamedHistory {
        months = Collections.unmodifiableList(new ArrayList<>(months));
    }

    @Override
    public int monthCount() {
        return months.size();
    }

    @Override
    public Optional<List<String>> held(int month) {
        return Optional.ofNullable(months.get(Checks.inRange(month, 1, months.size(), "month") - 1));
    }
}
