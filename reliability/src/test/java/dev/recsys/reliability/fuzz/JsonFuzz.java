package dev.recsys.reliability.fuzz;

import dev.recsys.Customer;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import java.nio.charset.StandardCharsets;

/** Any text as the JSON of a value; what is read must come back the same. */
public final class JsonFuzz {
    private JsonFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Target.run(() -> {
            RecommendationRequest request = RecommendationRequest.fromJson(text);
            same(request, RecommendationRequest.fromJson(request.toJson()));
        });
        Target.run(() -> {
            Customer customer = Customer.fromJson(text);
            same(customer, Customer.fromJson(customer.toJson()));
        });
        Target.run(() -> {
            Recommendations answer = Recommendations.fromJson(text);
            same(answer, Recommendations.fromJson(answer.toJson()));
        });
    }

    private static void same(Object read, Object again) {
        if (!read.equals(again)) {
            throw new AssertionError(read + " was written and read as " + again);
        }
    }
}
