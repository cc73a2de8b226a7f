package io.jenkins.plugins.hummingbird.submit.page;

import java.util.List;

/** One page of something that is shown a page at a time. */
public final class PageRange {
    private final int all;
    private final int size;
    private final int page;

    /**
     * @param all how many there are on all pages
     * @param size how many a page has
     * @param wanted from 0; beyond the ends the first or the last page
     */
    public PageRange(int all, int size, int wanted) {
        this.all = all;
        this.size = size;
        page = Math.max(0, Math.min(wanted, pages() - 1));
    }

    /** @return which page it is, from 0 */
    public int page() {
        return page;
    }

    /** @return how many pages there are, at least one */
    public int pages() {
        return Math.max(1, (all + size - 1) / size);
    }

    /** @return the first of the page, from 0 */
    public int from() {
        return page * size;
    }

    /** @return the one after the last of the page */
    public int to() {
        return Math.min(all, (page + 1) * size);
    }

    /** @return what is on the page */
    <T> List<T> of(List<T> everything) {
        return everything.subList(from(), to());
    }
}
