package dev.recsys.synthetic;

import java.io.IOException;

/** Takes a bank's rows, month by month and in each month by ascending customer. */
@FunctionalInterface
interface RowSink {
    /** Takes a row; it is overwritten afterwards. */
    void accept(CustomerRow row) throws IOException;
}
