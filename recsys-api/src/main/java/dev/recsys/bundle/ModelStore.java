package dev.recsys.bundle;

import dev.recsys.bundle.GenerationInfo.StoredFile;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.LibraryVersion;
import dev.recsys.internal.file.WholeFile;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps immutable generations of models, memory and policy with the models it names, and a pointer to the one that is current.
 *
 * <pre>{@code
 * ModelStore store = ModelStore.at(Path.of("store"));
 * store.save(Release.of("hybrid", bundle).withPolicy("policy.yaml", text));
 * Recommendations answer = store.latest().bundle().recommend(request);
 * store.rollback();
 * }</pre>
 *
 * <p>{@link #save} writes a folder of its own, loads it back, and only then moves the pointer, by one rename: a reader finds the
 * old generation or the new one, whole, whenever a writer is killed or finds the disk full. Any number of writers, in any number of
 * processes, may save at once: each gets a number of its own, and the pointer ends at the greatest. What a killed writer left is
 * deleted by the next save. Then old generations are deleted, but neither the current one nor the one a rollback leads to.
 *
 * <p>Any {@link Path} will do. On a file system without file channels, such as that of an object store, the pointer is replaced by
 * one put of a whole object; what a killed writer left there is deleted after an hour; and of two writers whose saves end at the
 * same moment, the pointer may end at either. Immutable and thread-safe.
 */
public final class ModelStore {
    /** How many generations are kept unless said otherwise: {@value}. */
    public static final int DEFAULT_KEPT = 5;

    private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);

    private final Path folder;
    private final int kept;
    private final List<PublicKey> required;
    private final @Nullable PrivateKey key;
    private final InstantSource clock;
    private final StoreFolder store;

    private ModelStore(Path folder, int kept, List<PublicKey> required, @Nullable PrivateKey key, InstantSource clock) {
        this.folder = folder;
        this.kept = kept;
        this.required = required;
        this.key = key;
        this.clock = clock;
        this.store = new StoreFolder(folder);
    }

    /**
     * The store in a folder, which need not exist before the first save.
     *
     * @param folder the folder
     * @return a store that keeps {@value #DEFAULT_KEPT} generations and neither signs nor requires signatures
     * @throws IllegalArgumentException if {@code folder} is null
     */
    public static ModelStore at(Path folder) {
        return new ModelStore(Checks.notNull(folder, "folder"), DEFAULT_KEPT, List.of(), null, InstantSource.system());
    }

    /**
     * The same store with another retention.
     *
     * @param generations how many of the newest a save leaves, at least 2; the current one and the one a rollback leads to stay
     *     however old they are
     * @return the changed store
     * @throws IllegalArgumentException if {@code generations} is less than 2
     */
    public ModelStore keeping(int generations) {
        return new ModelStore(folder, Checks.atLeast(generations, 2, "generations"), required, key, clock);
    }

    /**
     * The same store, refusing every generation that was not signed by the holder of one of these keys, or was changed since.
     *
     * @param publicKeys Ed25519 keys, at least one
     * @return the changed store
     * @throws IllegalArgumentException if there is none, or one is null or of another kind
     */
    public ModelStore requiring(Collection<PublicKey> publicKeys) {
        List<PublicKey> keys = Checks.copyOf(publicKeys, "publicKeys");
        Checks.that(!keys.isEmpty(), "publicKeys must hold at least one key");
        keys.forEach(each -> Signatures.require(each, "publicKeys"));
        return new ModelStore(folder, kept, keys, key, clock);
    }

    /**
     * The same store, signing what it saves.
     *
     * @param privateKey an Ed25519 key
     * @return the changed store
     * @throws IllegalArgumentException if it is null or of another kind
     */
    public ModelStore signing(PrivateKey privateKey) {
        return new ModelStore(folder, kept, required, Signatures.require(privateKey, "privateKey"), clock);
    }

    /**
     * The same store, taking the time from a clock.
     *
     * @param clock says when a generation is saved, and when the pointer is moved
     * @return the changed store
     * @throws IllegalArgumentException if it is null
     */
    public ModelStore withClock(InstantSource clock) {
        return new ModelStore(folder, kept, required, key, Checks.notNull(clock, "clock"));
    }

    /**
     * Saves a generation and makes it current, unless one saved later already is. It is loaded back first.
     *
     * @param release what it is made of
     * @return its manifest
     * @throws ModelFormatException if what was written can't be loaded, or signatures are required and this store has no key of
     *     those; the pointer is untouched and nothing is left
     * @throws IOException if it can't be written; the pointer is untouched and nothing is left
     * @throws IllegalArgumentException if {@code release} is null, or no codec knows a model's algorithm
     */
    public GenerationInfo save(Release release) throws IOException {
        Checks.notNull(release, "release");
        store.clear();
        try (Claim claim = store.claim()) {
            GenerationInfo info = write(claim.folder(), release);
            loadWhole(open(info.id()));
            store.pointForward(info.id(), clock.instant());
            claim.keep();
            retain();
            return info;
        }
    }

    /** Loads every model of a generation and forgets it. */
    private static void loadWhole(GenerationFolder found) throws IOException {
        found.verifyBytes();
        for (String model : found.info().models()) {
            found.bundle(model);
        }
        String policyFile = found.info().policyFile();
        if (policyFile != null) {
            found.text(policyFile);
        }
        found.policyModels();
    }

    private GenerationInfo write(Path room, Release release) throws IOException {
        ModelFolder models = ModelFolder.at(room);
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Bundle> entry : release.bundles().entrySet()) {
            names.add(
                    String.valueOf(models.save(entry.getKey(), entry.getValue()).getFileName()));
        }
        String policyFile = release.policyFile().orElse(null);
        if (policyFile != null) {
            names.add(policyFile);
            WholeFile.write(
                    room.resolve(policyFile), release.policy().orElseThrow().getBytes(StandardCharsets.UTF_8));
        }
        for (Map.Entry<String, PolicyModel> model : release.policyModels().entrySet()) {
            String file = model.getKey() + PolicyModel.SUFFIX;
            names.add(file);
            WholeFile.write(room.resolve(file), model.getValue().bytes());
        }
        String id = GenerationFolder.name(room);
        Map<String, StoredFile> files = GenerationFolder.measure(room, names);
        GenerationInfo info = new GenerationInfo(
                id,
                GenerationFolder.number(id),
                store.current().map(Pointer::number).orElse(0L),
                clock.instant(),
                LibraryVersion.current(),
                release.defaultModel(),
                policyFile,
                release.note(),
                files);
        GenerationFolder.seal(room, info);
        PrivateKey signer = key;
        if (signer != null) {
            GenerationFolder.sign(room, signer);
        }
        return info;
    }

    /** What can't be deleted now is deleted later. */
    private void retain() {
        try {
            List<String> always = new ArrayList<>();
            Pointer current = store.current().orElse(null);
            if (current != null) {
                always.add(current.id());
                long before = GenerationFolder.open(store.folderOf(current.id()), List.of())
                        .info()
                        .follows();
                for (String id : store.sealed()) {
                    if (GenerationFolder.number(id) == before) {
                        always.add(id);
                    }
                }
            }
            store.keep(kept, always);
        } catch (IOException e) {
            LOG.warn("old generations of {} could not be deleted: {}", folder, e.toString());
        }
    }

    private GenerationFolder open(String id) throws IOException {
        return GenerationFolder.open(store.folderOf(id), required);
    }

    /**
     * Loads the current generation.
     *
     * @return the generation
     * @throws NoSuchFileException if nothing was saved yet
     * @throws ModelFormatException if a file is damaged, or a required signature is missing or wrong
     * @throws IOException if it can't be read
     */
    public Generation latest() throws IOException {
        return load(requireCurrent().number());
    }

    /**
     * Loads a generation, every byte verified.
     *
     * @param number its number
     * @return the generation
     * @throws NoSuchFileException if there is none of that number
     * @throws ModelFormatException if a file is damaged, or a required signature is missing or wrong
     * @throws IOException if it can't be read
     */
    public Generation load(long number) throws IOException {
        return Generation.load(open(store.find(number)));
    }

    /**
     * Where the pointer stands.
     *
     * @return the current generation; empty before the first save
     * @throws ModelFormatException if the pointer is damaged
     * @throws IOException if it can't be read
     */
    public Optional<Pointer> current() throws IOException {
        return store.current();
    }

    private Pointer requireCurrent() throws IOException {
        Pointer current = store.current().orElse(null);
        if (current == null) {
            throw new NoSuchFileException(
                    folder.resolve(StoreFolder.CURRENT).toString(), null, "nothing was saved there yet");
        }
        return current;
    }

    /**
     * The manifests of all whole generations, unverified but for a required signature. One whose manifest can't be read is left
     * out.
     *
     * @return the newest first; empty if the folder does not exist
     * @throws IOException if the folder can't be read
     */
    public List<GenerationInfo> generations() throws IOException {
        List<GenerationInfo> all = new ArrayList<>();
        for (String id : store.sealed()) {
            try {
                all.add(open(id).info());
            } catch (ModelFormatException | NoSuchFileException e) {
                LOG.warn("generation {} of {} is left out: {}", id, folder, e.getMessage());
            }
        }
        return all;
    }

    /**
     * Makes the generation current that was so when the current one was saved.
     *
     * @return its manifest
     * @throws NoSuchFileException if nothing was saved yet
     * @throws ModelFormatException if it is damaged, or a required signature is missing or wrong; the pointer is untouched
     * @throws IOException if it can't be read, or the pointer can't be moved
     * @throws IllegalStateException if the current one is the first
     */
    public GenerationInfo rollback() throws IOException {
        Pointer current = requireCurrent();
        // The current one may be damaged or unsigned: that is what a rollback is for.
        long before = GenerationFolder.open(store.folderOf(current.id()), List.of())
                .info()
                .follows();
        if (before == 0) {
            throw new IllegalStateException(
                    "generation " + current.id() + " is the first, and there is none to go back to");
        }
        return activate(before);
    }

    /**
     * Makes a generation current, whether older or newer. Every model of it is loaded first.
     *
     * @param number its number
     * @return its manifest
     * @throws NoSuchFileException if there is none of that number
     * @throws ModelFormatException if it is damaged, or a required signature is missing or wrong; the pointer is untouched
     * @throws IOException if it can't be read, or the pointer can't be moved
     */
    public GenerationInfo activate(long number) throws IOException {
        GenerationFolder found = open(store.find(number));
        loadWhole(found);
        store.point(found.info().id(), clock.instant());
        return found.info();
    }

    /**
     * Signs a generation, in place of any signature it has. If it is the current one, the pointer is written anew, for those who
     * refused it before.
     *
     * @param number its number
     * @param privateKey an Ed25519 key
     * @return its manifest
     * @throws NoSuchFileException if there is none of that number
     * @throws ModelFormatException if a file is damaged: only what is whole is signed
     * @throws IOException if it can't be read or the signature can't be written
     * @throws IllegalArgumentException if the key is null or of another kind
     */
    public GenerationInfo sign(long number, PrivateKey privateKey) throws IOException {
        Signatures.require(privateKey, "privateKey");
        String id = store.find(number);
        GenerationFolder found = GenerationFolder.open(store.folderOf(id), List.of());
        found.verifyBytes();
        GenerationFolder.sign(found.path(), privateKey);
        if (store.current().map(now -> now.id().equals(id)).orElse(false)) {
            store.point(id, clock.instant());
        }
        return found.info();
    }

    @Override
    public String toString() {
        return "ModelStore[" + folder + "]";
    }
}
