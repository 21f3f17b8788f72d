package dev.recsys.reliability.fuzz;

import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.als.AlsCodec;
import dev.recsys.baselines.BprCodec;
import dev.recsys.baselines.ItemItemCodec;
import dev.recsys.baselines.RandomCodec;
import dev.recsys.baselines.ShareCodec;
import dev.recsys.baselines.UserNeighbourCodec;
import dev.recsys.cluster.ClusterCodec;
import dev.recsys.graph.GraphFilterCodec;
import dev.recsys.hybrid.HybridCodec;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.mlc.MlcCodec;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.Sections;
import dev.recsys.popularity.PopularityCodec;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The inside of a model file whose checksums are right: what a checksum keeps from the codecs is tried here. The first byte
 * says whose sections they are. What is read must answer in finite scores, or refuse.
 */
public final class SectionsFuzz {
    /** Every model's, in a fixed order that the inputs count by: a new one goes to the end. */
    static final List<ModelCodec> CODECS = List.of(
            new PopularityCodec(),
            new AlsCodec(),
            new ClusterCodec(),
            new MlcCodec(),
            new HybridCodec(),
            new ItemItemCodec(),
            new ShareCodec(),
            new UserNeighbourCodec(),
            new BprCodec(),
            new RandomCodec(),
            new GraphFilterCodec());

    /** The first byte of the sections of a memory of customers. */
    static final int MEMORY = 255;

    private SectionsFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        int whose = data[0] & 0xff;
        byte[] body = signed(data, 1);
        Target.run(() -> {
            Sections sections = Sections.readFrom(new DataInputStream(new ByteArrayInputStream(body)), body.length);
            if (whose == MEMORY) {
                CustomerMemory.readFrom(sections);
            } else {
                ask(CODECS.get(whose % CODECS.size()), sections);
            }
        });
    }

    private static void ask(ModelCodec codec, Sections sections) throws IOException {
        Recommender model = codec.read(info(codec), sections);
        RecommendationRequest.Builder request =
                RecommendationRequest.anonymous().limit(3);
        if (model.catalogue().size() > 0) {
            request.holdings(List.of(model.catalogue().id(0)));
        }
        Recommendations answer = model.recommend(request.build());
        if (answer.toJson().isEmpty()) {
            throw new AssertionError("an empty answer");
        }
    }

    private static ModelInfo info(ModelCodec codec) {
        return new ModelInfo(
                codec.algorithm(), "", "{}", "", null, null, 1, 1, "fuzz", "fuzz", Instant.EPOCH, 0, Map.of());
    }

    /** The bytes with the checksum of each section set right, as far as they are sections. */
    static byte[] signed(byte[] data, int from) {
        ByteBuffer bytes =
                ByteBuffer.wrap(data.clone(), from, data.length - from).slice();
        if (bytes.remaining() >= 4) {
            int count = bytes.getInt();
            int done = 0;
            while (done < count && sign(bytes)) {
                done++;
            }
        }
        bytes.rewind();
        byte[] body = new byte[bytes.remaining()];
        bytes.get(body);
        return body;
    }

    private static boolean sign(ByteBuffer bytes) {
        if (bytes.remaining() < 2) {
            return false;
        }
        int name = bytes.getShort() & 0xffff;
        if (bytes.remaining() < name + 5) {
            return false;
        }
        bytes.position(bytes.position() + name);
        int width = width(bytes.get());
        long length = (long) bytes.getInt() * width;
        if (width == 0 || length < 0 || length > bytes.remaining() - 4) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), bytes.arrayOffset() + bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        bytes.putInt((int) crc.getValue());
        return true;
    }

    private static int width(int code) {
        return WIDTHS.getOrDefault(code, 0);
    }

    private static final Map<Integer, Integer> WIDTHS = Map.of(0, 1, 1, 1, 2, 4, 3, 4, 4, 8);
}
