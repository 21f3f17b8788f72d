package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recsys.ModelInfo;
import dev.recsys.bundle.Bundle;
import dev.recsys.bundle.GenerationInfo;
import dev.recsys.bundle.ModelStore;
import dev.recsys.bundle.Release;
import dev.recsys.decision.log.LogCheck;
import dev.recsys.decision.log.LogReader;
import dev.recsys.hybrid.Blend;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.live.Live;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service under load while its generation is swapped and a component fails in one of a hundred calls: no error, no record of the
 * log lost, the heap as it was. In each build for seconds at a low rate; {@code -Dservice.soak=PT10M} finds the rate at which the
 * service is saturated and stays at 70 % of it for that long.
 */
@Tag("slow")
@Timeout(3600)
class SoakTest {
    private static final Path LOAD = Path.of("..", "recsys-cli", "target", "recsys.jar");
    private static final boolean IS_LONG = System.getProperty("service.soak") != null;
    private static final Duration DURATION = Duration.parse(System.getProperty("service.soak", "PT8S"));
    private static final double LOW_RATE = 100;
    private static final int SWAPS = IS_LONG ? 20 : 5;
    private static final long LONGEST_SWAP = 60_000_000_000L;
    private static final long GROWTH_BYTES = 16L << 20;

    @TempDir
    private Path folder;

    private static Bundle faulty(Blend blend) {
        HybridRecommender trained = (HybridRecommender) TestBank.BUNDLE.model();
        ModelInfo of = trained.info();
        ModelInfo info = new ModelInfo(
                FaultyCodec.ALGORITHM,
                FaultyCodec.sections(trained.vocabulary()).hash(),
                "{}",
                of.dataHash(),
                of.lastDate(),
                of.period(),
                of.userCount(),
                of.itemCount(),
                of.libraryVersion(),
                of.javaVersion(),
                of.trainedAt(),
                0,
                of.notes());
        HybridRecommender.Builder builder = HybridRecommender.builder();
        trained.components().forEach(builder::add);
        HybridRecommender hybrid = builder.add("faulty", new FaultyModel(info, trained.vocabulary()))
                .fallback(trained.fallback().orElseThrow())
                .blend(blend)
                .build();
        return Bundle.of(hybrid).with(TestBank.BUNDLE.memory().orElseThrow());
    }

    /** What {@code recsys load} reports; the generator has a process of its own. */
    private JsonNode load(Running service, String... options) throws Exception {
        Path users = folder.resolve("users.csv");
        Path report = Files.createTempFile(folder, "report", ".json");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                LOAD.toString(),
                "load",
                "--url",
                service.uri("/v1/recommend").toString(),
                "--users",
                users.toString(),
                "--json"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectOutput(report.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        return JsonMapper.builder().build().readTree(Files.readString(report));
    }

    /** The sum of a counter over its labels, as it is scraped. */
    private static long scraped(Running service, String counter) throws Exception {
        return service.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(counter + "{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static long heapAfterGc() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    /** Swaps generations at about equal intervals; each must answer before the next. */
    private static Future<?> swapping(ModelStore store, Live<?> live, Duration duration) {
        return CompletableFuture.runAsync(() -> {
            try {
                for (int swap = 1; swap <= SWAPS; swap++) {
                    Thread.sleep(duration.toMillis() / (SWAPS + 1));
                    GenerationInfo next = store.activate(1 + (swap + 1) % 2);
                    long begin = System.nanoTime();
                    while (!live.served().generation().id().equals(next.id())) {
                        assertThat(System.nanoTime() - begin)
                                .as("nanoseconds of a swap")
                                .isLessThan(LONGEST_SWAP);
                        Thread.sleep(20);
                    }
                }
            } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void load_whileSwappedAndAComponentFails_losesNothing() throws Exception {
        assumeTrue(Files.exists(LOAD), "the command line's jar is not built: run the whole build");
        List<String> ids = new ArrayList<>(List.of("user"));
        for (int customer = 0; customer < 500; customer++) {
            ids.add(TestBank.customer(customer));
        }
        Files.write(folder.resolve("users.csv"), ids);
        ModelStore store = ModelStore.at(folder.resolve("store"));
        store.save(Release.of("hybrid", faulty(Blend.reciprocalRankFusion(60))));
        store.save(Release.of("hybrid", faulty(Blend.equalShares())));
        Path log = folder.resolve("log");
        long decided;
        try (Running service = Running.with(
                "--recsys.store=" + folder.resolve("store"),
                "--recsys.watch=200ms",
                "--recsys.decision.log.folder=" + log)) {
            double rate = LOW_RATE;
            if (IS_LONG) {
                load(service, "--rate", "1500", "--duration", "90s");
                rate = 0.7
                        * load(service, "--ramp", "500:12000:500", "--duration", "10s")
                                .get("keptUpPerSecond")
                                .asDouble();
            } else {
                load(service, "--rate", String.valueOf(LOW_RATE), "--duration", "2s");
            }
            long heap = heapAfterGc();
            Future<?> swaps = swapping(store, service.bean(Live.class), DURATION);
            JsonNode report = load(service, "--rate", String.valueOf(rate), "--duration", DURATION.toSeconds() + "s");
            swaps.get();
            long growth = heapAfterGc() - heap;
            System.out.println("soak; heap growth in KiB " + (growth >> 10) + "; calls of the faulty component "
                    + FaultyModel.CALLS.get() + "; " + report);
            assertThat(report.get("failed").asLong()).isZero();
            assertThat(report.get("statuses").propertyNames()).containsExactly("200");
            assertThat(report.get("answered").asLong())
                    .isEqualTo(report.get("scheduled").asLong());
            assertThat(growth).isLessThan(GROWTH_BYTES);
            assertThat(scraped(service, "recsys_reloads_total")).isEqualTo(1 + SWAPS);
            decided = scraped(service, "recsys_decisions_seconds_count");
        }
        LogCheck check = LogReader.verify(log);
        assertThat(check.fault()).isNull();
        assertThat(check.end().number()).isEqualTo(decided);
    }
}
