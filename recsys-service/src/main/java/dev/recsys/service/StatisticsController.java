package dev.recsys.service;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Counts of the last hour, of this instance. */
@RestController
@RequestMapping("/v1/statistics")
@Tag(name = "statistics", description = "Counts of the last hour, of this instance.")
class StatisticsController {
    private final LastHour hour;

    StatisticsController(LastHour hour) {
        this.hour = hour;
    }

    @Operation(operationId = "statistics", summary = "Counts decisions of the last hour")
    @GetMapping
    LastHour.View statistics() {
        return hour.view();
    }
}
