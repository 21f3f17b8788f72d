package dev.recsys.studies;

import dev.recsys.Customer;
import dev.recsys.Facts;
import java.util.Set;

/** Customers of whom less is known. */
final class Masks {
    private Masks() {}

    /** What is left of a customer; the history only with something else. */
    static Customer anonymous(Customer known, boolean holdings, boolean features, boolean history) {
        Customer.Builder customer = Customer.anonymous().now(part(known.now(), holdings, features));
        if (history && known.hasJustJoined()) {
            return customer.justJoined().build();
        }
        for (int place = 0; history && place < known.earlier().size(); place++) {
            customer.earlier(place + 1, part(known.earlier().get(place), holdings, features));
        }
        return customer.build();
    }

    private static Facts part(Facts facts, boolean holdings, boolean features) {
        Facts.Builder part = Facts.builder();
        if (holdings) {
            facts.holdings().ifPresent(part::holdings);
        }
        for (String name : features ? facts.featureNames() : Set.<String>of()) {
            String category = facts.category(name);
            if (facts.isMissing(name)) {
                part.missing(name);
            } else if (category != null) {
                part.category(name, category);
            } else {
                part.number(name, facts.number(name));
            }
        }
        return part.build();
    }
}
