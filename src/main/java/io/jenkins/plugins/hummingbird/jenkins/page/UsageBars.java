package io.jenkins.plugins.hummingbird.jenkins.page;

import io.jenkins.plugins.hummingbird.submit.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A bar for each of some builds, as high as the CPU-hours of its submissions, and what is said of them. */
public final class UsageBars {
    private static final double LOWEST = 0.02;

    /** How many bars there is room for at least: two would look like blocks. */
    private static final int FEWEST = 10;

    private final List<Build> builds;

    /** @param builds the oldest first; not empty */
    UsageBars(List<Build> builds) {
        this.builds = builds;
    }

    /**
     * What the submissions of a build took together.
     *
     * @param name of the build
     * @param price below 0 when it is not known
     */
    record Build(String name, double cpuHours, double price, String currency) {
        static Build of(String name, List<Usage> usages) {
            Set<String> currencies = usages.stream().map(Usage::currency).collect(Collectors.toSet());
            boolean priced = currencies.size() == 1
                    && usages.stream().allMatch(usage -> usage.price().isPresent());
            return new Build(
                    name,
                    usages.stream().mapToDouble(one -> one.cpuHours().orElse(0)).sum(),
                    priced
                            ? usages.stream()
                                    .mapToDouble(one -> one.price().orElse(0))
                                    .sum()
                            : -1,
                    priced ? currencies.iterator().next() : "");
        }

        String words() {
            return Messages.UsageTrend_cpuHours(name, Usage.words(cpuHours))
                    + (price < 0 ? "" : ", " + Usage.about(price) + " " + currency);
        }
    }

    /** @return how wide the box is, in units of which a bar has 8 and the gap beside it 2 */
    public int getWidth() {
        return 10 * Math.max(FEWEST, builds.size());
    }

    /** @return the bars from left to right */
    public List<Bar> getAll() {
        double most = builds.stream().mapToDouble(Build::cpuHours).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (Build build : builds) {
            double share = most == 0 ? LOWEST : Math.max(LOWEST, build.cpuHours() / most);
            bars.add(new Bar(10 * bars.size() + 1, share, build.words()));
        }
        return bars;
    }

    /** @return how many builds there are, and between which numbers they lie: for those who do not see the bars */
    public String getLabel() {
        return Messages.UsageTrend_label(
                builds.size(),
                Usage.words(builds.stream().mapToDouble(Build::cpuHours).min().orElse(0)),
                Usage.words(builds.stream().mapToDouble(Build::cpuHours).max().orElse(0)));
    }

    /** @return what the last build took */
    public String getLast() {
        return builds.get(builds.size() - 1).words();
    }

    /** A bar of a picture that is 100 high. */
    public static final class Bar {
        private final int x;
        private final double share;
        private final String title;

        Bar(int x, double share, String title) {
            this.x = x;
            this.share = share;
            this.title = title;
        }

        /** @return where it begins */
        public int getX() {
            return x;
        }

        /** @return where its upper end is, such as {@code 12.5} */
        public String getY() {
            return number(100 - 100 * share);
        }

        /** @return such as {@code 87.5} */
        public String getHeight() {
            return number(100 * share);
        }

        /** @return what its build took */
        public String getTitle() {
            return title;
        }

        private static String number(double number) {
            return String.format(Locale.ROOT, "%.1f", number);
        }
    }
}
