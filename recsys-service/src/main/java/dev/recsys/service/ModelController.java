package dev.recsys.service;

import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelStore;
import dev.recsys.live.Live;
import dev.recsys.live.LiveFailure;
import dev.recsys.live.Served;
import dev.recsys.spring.Serving;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Generations of models: which there are, which answers, and another one for administrators. */
@RestController
@RequestMapping("/v1/models")
@Tag(name = "models", description = "Generations of models. To change them is for administrators, and audited.")
class ModelController {
    private final Live<Serving> live;
    private final Audit audit;
    private final @Nullable ModelStore store;

    ModelController(Live<Serving> live, Audit audit, ObjectProvider<ModelStore> store) {
        this.live = live;
        this.audit = audit;
        this.store = store.getIfAvailable();
    }

    /**
     * A generation.
     *
     * @param id its id
     * @param number its number
     * @param created when it was saved
     * @param models names of its models
     * @param defaultModel which of them answers
     * @param policy file name of its policy
     * @param note what was noted about it
     * @param live whether it answers
     */
    record GenerationView(
            String id,
            long number,
            Instant created,
            List<String> models,
            String defaultModel,
            @Nullable String policy,
            String note,
            boolean live) {}

    /**
     * All generations.
     *
     * @param live the id of the one that answers
     * @param since when it began to answer
     * @param refused why what is current in the store does not answer; null where it does
     * @param generations those kept, the newest first
     */
    record ModelsView(String live, Instant since, @Nullable String refused, List<GenerationView> generations) {}

    @Operation(operationId = "models", summary = "Lists the generations, and says which answers")
    @GetMapping
    ModelsView models() throws IOException {
        Served<Serving> served = live.served();
        String id = served.generation().id();
        List<GenerationInfo> kept = store == null ? List.of(served.generation()) : store.generations();
        return new ModelsView(
                id,
                served.since(),
                live.lastFailure().map(LiveFailure::reason).orElse(null),
                kept.stream().map(info -> view(info, info.id().equals(id))).toList());
    }

    @Operation(operationId = "activateModel", summary = "Lets a generation answer, if it passes its tests")
    @PostMapping("/{number}/activate")
    ModelsView activate(@PathVariable long number) throws IOException {
        requireStore();
        return audit.audited("activate generation", number, () -> {
            try {
                live.activate(number);
            } catch (NoSuchFileException e) {
                throw new NotThereException("there is no generation " + number);
            } catch (IOException | IllegalStateException e) {
                throw new ConflictException("generation " + number + " can't answer: " + e.getMessage());
            }
            return models();
        });
    }

    @Operation(operationId = "rollbackModel", summary = "Goes back to the generation before")
    @PostMapping("/rollback")
    ModelsView rollback() throws IOException {
        requireStore();
        return audit.audited("roll back", live.served().generation().id(), () -> {
            try {
                live.rollback();
            } catch (IOException | IllegalStateException e) {
                throw new ConflictException("there is no going back: " + e.getMessage());
            }
            return models();
        });
    }

    private void requireStore() {
        if (store == null) {
            throw new ConflictException("a plain folder of models has no other generation: set recsys.store");
        }
    }

    private static GenerationView view(GenerationInfo info, boolean isLive) {
        return new GenerationView(
                info.id(),
                info.number(),
                info.created(),
                info.models(),
                info.defaultModel(),
                info.policy().orElse(null),
                info.note(),
                isLive);
    }
}
