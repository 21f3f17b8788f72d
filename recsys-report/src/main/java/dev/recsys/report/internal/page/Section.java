package dev.recsys.report.internal.page;

import java.util.List;

/**
 * A part of a page.
 *
 * @param id one of its own on a page
 * @param title its heading
 * @param blocks in their order
 */
public record Section(String id, String title, List<Block> blocks) {
    /**
     * Copies.
     *
     * @param id one of its own on a page
     * @param title its heading
     * @param blocks in their order
     */
    public Section {
        blocks = List.copyOf(blocks);
    }
}
