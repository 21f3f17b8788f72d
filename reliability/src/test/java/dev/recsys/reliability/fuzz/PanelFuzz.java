package dev.recsys.reliability.fuzz;

import dev.recsys.io.PanelRead;
import dev.recsys.io.SantanderReader;
import java.io.ByteArrayOutputStream;

/** Any bytes as a panel's file; rows without a header get the Santander one. */
public final class PanelFuzz {
    private static final byte[] HEADER = (String.join(",", dev.recsys.io.SantanderSchema.columns()) + "\n")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private PanelFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        Target.run(() -> read(data));
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        rows.writeBytes(HEADER);
        rows.writeBytes(data);
        Target.run(() -> read(rows.toByteArray()));
    }

    private static void read(byte[] bytes) throws java.io.IOException {
        PanelRead read =
                SantanderReader.builder().maxRejected(1).allowOutlyingPeriods().read(Target.file("panel.csv", bytes));
        if (read.report().toString().isEmpty() || read.panel().contentHash().isEmpty()) {
            throw new AssertionError("no report or hash");
        }
    }
}
