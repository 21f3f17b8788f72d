package dev.recsys.report.internal.chart;

import java.util.ArrayList;
import java.util.List;

/** A linear axis with round ticks: numbers from low to high, places from one end to the other. */
record Scale(double low, double high, double step, double from, double to) {
    /** An axis that covers some numbers, with about so many ticks. */
    static Scale covering(double least, double most, int ticks, double from, double to) {
        double low = Math.min(least, most);
        double high = most > low ? most : low + 1;
        double rough = (high - low) / Math.max(1, ticks);
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
        double step = power;
        for (double times : new double[] {1, 2, 5, 10}) {
            step = times * power;
            if (step >= rough * 0.999) {
                break;
            }
        }
        return new Scale(Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, step, from, to);
    }

    double at(double value) {
        return from + (value - low) / (high - low) * (to - from);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long count = Math.round((high - low) / step);
        for (long i = 0; i <= count; i++) {
            double tick = low + i * step;
            ticks.add(Math.abs(tick) < step * 1e-9 ? 0 : tick);
        }
        return ticks;
    }
}
