package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import java.util.List;

/**
 * A page of the table of wells; of a submission without wells, of groups.
 *
 * @param all how many rows there are on all pages
 * @param page from 0
 * @param pages at least one
 * @param rows of this page
 */
public record WellRows(int all, int page, int pages, List<Row> rows) {
    /** How many rows a page has. */
    public static final int PAGE = 100;

    /**
     * A well.
     *
     * @param plate the name of the plate; empty where plates have none
     * @param well its name, such as {@code D07}; without wells the name of the group
     * @param state the worst of its groups
     * @param groups how many groups have images of it
     * @param imageSets how many of its image sets were measured
     * @param values of the columns that were asked for; NaN for none
     */
    public record Row(String plate, String well, GroupState state, int groups, int imageSets, double[] values) {}
}
