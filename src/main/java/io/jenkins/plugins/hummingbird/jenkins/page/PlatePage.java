package io.jenkins.plugins.hummingbird.jenkins.page;

/** Which of the plates are shown at one time. */
final class PlatePage {
    /** So many plates are shown at one time. */
    static final int PLATES = 12;

    private final int all;
    private final int page;

    /**
     * @param all how many plates there are
     * @param wanted from 0; beyond the ends the first or the last page
     */
    PlatePage(int all, int wanted) {
        this.all = all;
        page = Math.max(0, Math.min(wanted, pages() - 1));
    }

    /** @return from 0 */
    int page() {
        return page;
    }

    /** @return at least one */
    int pages() {
        return Math.max(1, (all + PLATES - 1) / PLATES);
    }

    /** @return the first plate of the page, from 0 */
    int from() {
        return page * PLATES;
    }

    /** @return the plate after the last one of the page */
    int to() {
        return Math.min(all, (page + 1) * PLATES);
    }
}
