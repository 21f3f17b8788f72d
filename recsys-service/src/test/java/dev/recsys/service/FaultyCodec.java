package dev.recsys.service;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.data.Vocabulary;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;

/** Keeps what a {@link FaultyModel} is of. */
public final class FaultyCodec implements ModelCodec {
    static final String ALGORITHM = "faulty";

    /** For the service loader. */
    public FaultyCodec() {}

    @Override
    public String algorithm() {
        return ALGORITHM;
    }

    @Override
    public Sections write(Recommender model) {
        return sections(((FaultyModel) model).vocabulary());
    }

    static Sections sections(Vocabulary vocabulary) {
        return Sections.builder().put("vocabulary", vocabulary).build();
    }

    @Override
    public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
        return new FaultyModel(info, sections.vocabulary("vocabulary"));
    }
}
