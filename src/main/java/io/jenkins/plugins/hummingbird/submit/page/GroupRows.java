package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** A page of the table of groups: those in some state, in some order. */
public final class GroupRows {
    /** How many groups a page has. */
    public static final int PAGE = 100;

    private final int all;
    private final PageRange page;
    private final List<Integer> groups;

    /**
     * @param state the word of a state; empty for all, {@code bad} for those that failed or are lost
     * @param sort {@code group}, {@code state}, {@code retries}, {@code imageSets} or {@code seconds}, where equal the
     *     first group first; with {@code -} before it the other way round. Anything else for those that failed or are
     *     lost first
     * @param page from 0; the last one when there are fewer
     */
    public GroupRows(SubmissionView view, String state, String sort, int page) {
        List<Integer> found = IntStream.rangeClosed(1, view.groups())
                .boxed()
                .filter(group -> shown(view.state(group), state))
                .sorted(order(view, sort))
                .toList();
        all = found.size();
        this.page = new PageRange(all, PAGE, page);
        groups = this.page.of(found);
    }

    private static boolean shown(GroupState state, String wanted) {
        return wanted.isEmpty() || state.word().equals(wanted) || wanted.equals("bad") && state.isBad();
    }

    private static Comparator<Integer> order(SubmissionView view, String sort) {
        boolean down = sort.startsWith("-");
        Map<String, ToLongFunction<Integer>> columns = Map.of(
                "group", group -> group,
                "state", group -> view.state(group).ordinal(),
                "retries", view::retries,
                "imageSets", view::imageSets,
                "seconds", view::seconds);
        Comparator<Integer> order = Comparator.comparingLong(columns.getOrDefault(
                down ? sort.substring(1) : sort, group -> view.state(group).isBad() ? 0 : 1));
        return (down ? order.reversed() : order).thenComparing(Comparator.naturalOrder());
    }

    /** @return how many groups there are on all pages */
    public int all() {
        return all;
    }

    /** @return which page it is, from 0 */
    public int page() {
        return page.page();
    }

    /** @return how many pages there are, at least one */
    public int pages() {
        return page.pages();
    }

    /** @return the numbers of its groups, from 1 */
    public List<Integer> groups() {
        return groups;
    }
}
