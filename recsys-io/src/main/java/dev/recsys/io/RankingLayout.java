package dev.recsys.io;

import java.util.List;

/** Which column of a file of rankings is what. Of rank and score one must be there. */
record RankingLayout(String user, String item) {
    static final String RANK = "rank";
    static final String SCORE = "score";

    static RankingLayout defaults() {
        return new RankingLayout("customer", "product");
    }

    RankingLayout withUser(String name) {
        return new RankingLayout(name, item);
    }

    RankingLayout withItem(String name) {
        return new RankingLayout(user, name);
    }

    List<String> columns() {
        return List.of(user, item, RANK, SCORE);
    }

    List<String> required() {
        return List.of(user, item);
    }
}
