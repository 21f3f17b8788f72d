package dev.recsys.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.io.Reject.Cause;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadReportTest {
    private static ReportBuilder builder(double maxRejected, int rejectLimit) {
        return new ReportBuilder(
                "panel.csv",
                Reject.Unit.LINE,
                Tolerance.defaults().withMaxRejected(maxRejected).withRejectLimit(rejectLimit));
    }

    private static ReportBuilder faults(ReportBuilder report) {
        report.reject(2, "age", Cause.NOT_A_NUMBER, "cannot read \"x\" as a number");
        for (int line = 3; line <= 14; line++) {
            report.reject(line, "", Cause.FIELD_COUNT, "has 3 fields, but the header has 2");
        }
        report.reject(15, "id", Cause.MISSING, "the id is missing");
        report.reject(16, "id", Cause.MISSING, "the id is missing");
        report.note("ignored column \"notes\"");
        return report;
    }

    @Test
    void report_asText_hasCountsFirstRejectsAndNotes() {
        List<String> lines = faults(builder(1, 1000)).build().toString().lines().toList();
        assertThat(lines)
                .startsWith(
                        "panel.csv: 15 rows read, 0 accepted, 15 quarantined",
                        "  12 wrong number of fields",
                        "  column \"id\": 2 missing",
                        "  column \"age\": 1 not a number",
                        "  line 2, column \"age\": cannot read \"x\" as a number",
                        "  line 3: has 3 fields, but the header has 2")
                .endsWith("  and 5 more", "  note: ignored column \"notes\"");
        assertThat(lines).hasSize(1 + 3 + 10 + 2);
    }

    @Test
    void report_ofTenRejects_saysNothingOfMore() {
        ReportBuilder report = builder(1, 1000);
        IntStream.rangeClosed(2, 11).forEach(line -> report.reject(line, "id", Cause.MISSING, "the id is missing"));
        assertThat(report.build().toString()).doesNotContain("more").contains("line 11,");
        ReportBuilder few = builder(1, 3);
        IntStream.rangeClosed(2, 12).forEach(line -> few.reject(line, "id", Cause.MISSING, "the id is missing"));
        assertThat(few.build().toString()).endsWith("line 4, column \"id\": the id is missing\n  and 8 more");
    }

    @Test
    void refusal_namesTheThreeMostFrequentKindsAndTheFirstReject() {
        ReportBuilder three = faults(builder(.025, 1000));
        assertThatThrownBy(three::build)
                .isInstanceOf(RejectedRowsException.class)
                .hasMessage(
                        "panel.csv: 15 of 15 rows (100.0 %) could not be read, more than the 2.5 % that maxRejected allows: "
                                + "12 wrong number of fields; column \"id\": 2 missing; column \"age\": 1 not a number"
                                + "; the first: line 2, column \"age\": cannot read \"x\" as a number");
        three.reject(17, "sex", Cause.TOO_LONG, "the value is too long");
        assertThatThrownBy(three::build).hasMessageContaining("; and 1 more; the first: line 2");
        assertThatThrownBy(faults(builder(0, 0))::build).hasMessageEndingWith("1 not a number");
    }
}
