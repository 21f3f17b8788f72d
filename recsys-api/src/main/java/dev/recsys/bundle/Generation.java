package dev.recsys.bundle;

import dev.recsys.CustomerPredictor;
import dev.recsys.bundle.GenerationInfo.StoredFile;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.LibraryVersion;
import dev.recsys.internal.check.Sha256;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A generation, verified and loaded: the model that answers by default with its memory, the policy, and the models of customers
 * that the policy names. Other models of it are loaded when they are asked for. Immutable and thread-safe.
 */
public final class Generation {
    private final GenerationFolder folder;
    private final Bundle bundle;
    private final @Nullable String policy;
    private final Map<String, PolicyModel> policyModels;

    private Generation(
            GenerationFolder folder, Bundle bundle, @Nullable String policy, Map<String, PolicyModel> policyModels) {
        this.folder = folder;
        this.bundle = bundle;
        this.policy = policy;
        this.policyModels = policyModels;
    }

    /** Verifies every file, and loads the default model, the policy and its models. */
    static Generation load(GenerationFolder folder) throws IOException {
        folder.verifyBytes();
        GenerationInfo info = folder.info();
        String policyFile = info.policyFile();
        return new Generation(
                folder,
                folder.bundle(info.defaultModel()),
                policyFile == null ? null : folder.text(policyFile),
                folder.policyModels());
    }

    /**
     * A plain folder of models as a generation of number 0, for those who keep no store.
     *
     * @param folder the folder
     * @param modelName the name of the model that answers by default
     * @return the generation; its id says by its digits what the models' files hold
     * @throws NoSuchFileException if there is no such model
     * @throws IOException if a model can't be read or served
     * @throws IllegalArgumentException if {@code folder} is null or {@code modelName} no name of a model
     */
    public static Generation ofFolder(Path folder, String modelName) throws IOException {
        Checks.notNull(folder, "folder");
        ModelFolder.requireName(modelName);
        ModelFolder models = ModelFolder.at(folder);
        List<String> names = new ArrayList<>();
        models.names().forEach(name -> names.add(name + ModelFolder.SUFFIX));
        if (!names.contains(modelName + ModelFolder.SUFFIX)) {
            throw new NoSuchFileException(models.fileOf(modelName).toString());
        }
        Map<String, StoredFile> files = GenerationFolder.measure(folder, names);
        byte[] hash = Sha256.digest().digest(files.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String id = "0-" + HexFormat.of().formatHex(hash, 0, 4);
        Instant created = models.inspect(modelName).trainedAt();
        return load(GenerationFolder.unsealed(
                folder, new GenerationInfo(id, 0, 0, created, LibraryVersion.current(), modelName, null, "", files)));
    }

    /**
     * What it says about itself.
     *
     * @return the manifest
     */
    public GenerationInfo info() {
        return folder.info();
    }

    /**
     * The model that answers by default, and its memory.
     *
     * @return the same one each time
     */
    public Bundle bundle() {
        return bundle;
    }

    /**
     * A model by its name. One that is not the default is read from its file, which may have been deleted since by the store's
     * retention.
     *
     * @param name the name
     * @return the model, its bytes those of the manifest
     * @throws NoSuchFileException if the file is there no more
     * @throws IOException if it can't be read or served
     * @throws IllegalArgumentException if the generation has no such model
     */
    public Bundle bundle(String name) throws IOException {
        return folder.info().defaultModel().equals(Checks.notNull(name, "name")) ? bundle : folder.bundle(name);
    }

    /**
     * The policy, as {@code dev.recsys.decision.PolicyFile.parse} takes it.
     *
     * @return its text, if there is one; the name of its file is in {@link #info}
     */
    public Optional<String> policy() {
        return Optional.ofNullable(policy);
    }

    /**
     * The models of customers that the policy names, as {@code dev.recsys.decision.PolicyFile.models} takes them.
     *
     * @return what each predicts, by the policy's names in alphabetical order; a copy
     */
    public Map<String, List<CustomerPredictor>> predictors() {
        return Release.predictors(policyModels);
    }

    /**
     * What it is made of, to be changed in part and saved as another: with another policy, or remembering newer data.
     *
     * @return all models, the policy and its models, without the note
     * @throws IOException if a model can't be read or served
     */
    public Release release() throws IOException {
        GenerationInfo info = info();
        Release release = Release.of(info.defaultModel(), bundle);
        for (String name : info.models()) {
            release = release.with(name, bundle(name));
        }
        String policyFile = info.policyFile();
        return policyFile == null || policy == null
                ? release
                : release.withPolicy(policyFile, policy).withPolicyModels(policyModels);
    }

    @Override
    public String toString() {
        return "Generation[" + info().id() + ", " + info().defaultModel() + "]";
    }
}
