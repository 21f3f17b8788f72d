package dev.recsys.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where results go. The first write that fails ends the command, where the writers of the JDK would keep silent and let it
 * compute for nothing.
 */
final class StandardOutput extends OutputStream {
    private final OutputStream out;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** The writer of this process. */
    static PrintWriter writer() {
        return writer(new FileOutputStream(FileDescriptor.out));
    }

    static PrintWriter writer(OutputStream out) {
        return new PrintWriter(new OutputStreamWriter(new StandardOutput(out), StandardCharsets.UTF_8));
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int off, int len) {
        try {
            out.write(bytes, off, len);
        } catch (IOException e) {
            throw new Lost(e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new Lost(e);
        }
    }

    /** Standard output takes no more. Unchecked, as writers swallow the checked ones. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost(IOException cause) {
            super("cannot write to standard output: " + cause.getMessage(), cause);
        }

        Lost() {
            super("cannot write to standard output");
        }

        /** Whether the reader has gone, as {@code head} does; that is no fault to tell of. */
        boolean isClosedPipe() {
            return getCause() != null
                    && String.valueOf(getCause().getMessage())
                            .toLowerCase(Locale.ROOT)
                            .contains("pipe");
        }
    }
}
