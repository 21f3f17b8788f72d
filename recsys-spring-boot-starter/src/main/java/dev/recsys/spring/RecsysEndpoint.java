package dev.recsys.spring;

import dev.recsys.bundle.GenerationInfo;
import dev.recsys.live.Live;
import dev.recsys.live.LiveFailure;
import dev.recsys.live.Served;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/** The Actuator endpoint {@code recsys}: what serves, and a look at the store at once. */
@Endpoint(id = "recsys")
public class RecsysEndpoint {
    private final Live<Serving> live;

    RecsysEndpoint(Live<Serving> live) {
        this.live = live;
    }

    /**
     * What serves.
     *
     * @param generation the generation's id
     * @param created when it was made
     * @param published when it was made current
     * @param since when it began to answer here
     * @param models names of all its models
     * @param algorithm of the model that scores
     * @param policy name and version of the policy
     * @param libraryVersion the version that saved it
     * @param refused why what is current in the store does not answer; null where it does
     */
    public record View(
            String generation,
            Instant created,
            Instant published,
            Instant since,
            List<String> models,
            String algorithm,
            String policy,
            String libraryVersion,
            @Nullable String refused) {}

    /**
     * Says what serves.
     *
     * @return generation, policy and the last failure
     */
    @ReadOperation
    public View view() {
        Served<Serving> served = live.served();
        GenerationInfo info = served.generation();
        Serving serving = served.value();
        return new View(
                info.id(),
                info.created(),
                served.published(),
                served.since(),
                info.models(),
                serving.bundle().info().algorithm(),
                serving.engine().policy().name() + " "
                        + serving.engine().policy().version(),
                info.libraryVersion(),
                live.lastFailure().map(LiveFailure::reason).orElse(null));
    }

    /**
     * Looks at the store now.
     *
     * @return what serves after it
     */
    @WriteOperation
    public View refresh() {
        live.refresh();
        return view();
    }
}
