package dev.recsys.reliability.fuzz;

import dev.recsys.io.EventRead;
import dev.recsys.io.EventReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Any bytes as a file of events; rows without a header get one. */
public final class EventFuzz {
    private static final byte[] HEADER = "user,item,weight,time\n".getBytes(StandardCharsets.UTF_8);

    private EventFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        Target.run(() -> read(EventReader.builder(), data));
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        rows.writeBytes(HEADER);
        rows.writeBytes(data);
        Target.run(() -> read(EventReader.builder().weight("weight").time("time"), rows.toByteArray()));
    }

    private static void read(EventReader.Builder reader, byte[] bytes) throws java.io.IOException {
        EventRead read = reader.maxRejected(1).read(Target.file("events.csv", bytes));
        if (read.report().toString().isEmpty() || read.log().contentHash().isEmpty()) {
            throw new AssertionError("no report or hash");
        }
    }
}
