package dev.recsys.cluster;

import dev.recsys.RecommendationRequest;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** A panel with two protected features and a credit item: the loan is taken by the old with a high income. */
final class ProtectedBank {
    static final int USERS = 400;
    static final Catalogue CATALOGUE =
            Catalogue.builder().items(Panels.ITEMS).credit("loan").build();
    static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .numeric("age")
            .numeric("income")
            .categorical("gender")
            .categorical("segment")
            .protect("age", "gender")
            .build();
    static final List<String> PROTECTED = List.of("age", "gender");

    private ProtectedBank() {}

    /** What the protected features say; the open ones are always the same. */
    enum Guarded {
        TRUE,
        RANDOM,
        MISSING,
        CONSTANT,
        MISSING_FOR_SOME
    }

    /** A customer without holdings. A missing number is NaN, a missing category empty. */
    record Row(double age, double income, String gender, String segment) {
        RecommendationRequest request() {
            RecommendationRequest.Builder request =
                    RecommendationRequest.anonymous().limit(100);
            request = Double.isNaN(age) ? request : request.feature("age", age);
            request = Double.isNaN(income) ? request : request.feature("income", income);
            request = gender.isEmpty() ? request : request.feature("gender", gender);
            request = segment.isEmpty() ? request : request.feature("segment", segment);
            return request.build();
        }
    }

    static Row row(int user, Guarded guarded) {
        Random random = new Random(user * 31L + 7);
        double age = user % 2 == 0 ? 25 + 3 * random.nextGaussian() : 65 + 3 * random.nextGaussian();
        String gender = random.nextInt(3) == 0 ? "m" : "f";
        boolean openKnown = random.nextInt(15) > 0;
        double income =
                openKnown ? (user % 3 == 0 ? 70_000 : 20_000) * Math.exp(0.1 * random.nextGaussian()) : Double.NaN;
        String segment = openKnown ? (random.nextInt(4) == 0 ? "student" : "employee") : "";
        Random other = new Random(user * 17L + 3);
        double randomAge = 18 + other.nextInt(70);
        String randomGender = other.nextInt(2) == 0 ? "m" : "f";
        return switch (guarded) {
            case TRUE -> new Row(age, income, gender, segment);
            case RANDOM -> new Row(randomAge, income, randomGender, segment);
            case MISSING -> new Row(Double.NaN, income, "", segment);
            case CONSTANT -> new Row(40, income, "f", segment);
            case MISSING_FOR_SOME ->
                user % 5 < 2 ? new Row(Double.NaN, income, "", segment) : new Row(age, income, gender, segment);
        };
    }

    static Panel panel(Guarded guarded) {
        return panel(CATALOGUE, guarded);
    }

    static Panel panel(Catalogue catalogue, Guarded guarded) {
        PanelBuilder panel = Panel.builder(catalogue, SCHEMA);
        for (int user = 0; user < USERS; user++) {
            Row row = row(user, guarded);
            Random random = new Random(user * 13L + 1);
            boolean isOld = user % 2 == 1;
            boolean takesLoan = random.nextInt(100) < (isOld ? 50 : 5) + (user % 3 == 0 ? 30 : 0);
            boolean takesCard = random.nextInt(100) < (isOld ? 5 : 60);
            for (LocalDate date : List.of(Panels.JANUARY, Panels.FEBRUARY)) {
                panel.row(date, Panels.id(user)).number("age", row.age()).number("income", row.income());
                panel.category("gender", row.gender())
                        .category("segment", row.segment())
                        .holds("account");
                if (date.equals(Panels.FEBRUARY) && takesLoan) {
                    panel.holds("loan");
                }
                if (date.equals(Panels.FEBRUARY) && takesCard) {
                    panel.holds("card");
                }
            }
        }
        return panel.build();
    }
}
