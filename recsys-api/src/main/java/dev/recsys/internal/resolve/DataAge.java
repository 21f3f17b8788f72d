package dev.recsys.internal.resolve;

import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations.Freshness;
import dev.recsys.data.Period;
import java.time.LocalDate;

/** How old the data behind an answer is. Thread-safe: no state. */
public final class DataAge {
    private DataAge() {}

    /**
     * The age for a request.
     *
     * @param info of what answers
     * @param request the request
     * @return in the periods of the data, months where it has none; 0 where data or request have no date
     */
    public static Freshness of(ModelInfo info, RecommendationRequest request) {
        LocalDate data = info.lastDate();
        LocalDate date = request.date().orElse(null);
        if (data == null || date == null) {
            return Freshness.of(data, 0);
        }
        Period period = info.period();
        return Freshness.of(data, Math.max(0, (period == null ? Period.MONTH : period).between(data, date)));
    }
}
