package io.jenkins.plugins.hummingbird.jenkins.page;

import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the build's own page says of a submission: texts for people, the same for the view and for its script. */
public final class SubmissionSummary {
    private final SubmissionView view;
    private final Instant now;
    private final boolean buildEnded;

    /**
     * @param view null when there is nothing to see
     * @param buildEnded whether the build is over, so that there will be nothing more
     */
    public SubmissionSummary(SubmissionView view, Instant now, boolean buildEnded) {
        this.view = view;
        this.now = now;
        this.buildEnded = buildEnded;
    }

    /** @return the output folder; empty while it is not known */
    public String getOutput() {
        return view == null ? "" : view.output();
    }

    /** @return what is running, or how the step ended */
    public String getStatus() {
        if (view != null) {
            return view.status();
        }
        return buildEnded ? Messages.SubmissionAction_neverBegun() : Messages.SubmissionAction_notBegun();
    }

    /** @return how many groups are in which state; empty while they are not known */
    public String getCounts() {
        return view == null || view.groups() == 0
                ? ""
                : Messages.SubmissionAction_groups(view.groups(), view.counts().words());
    }

    /** @return since when, how long, and when it will be done; empty when nothing of it is known */
    public String getTime() {
        if (view == null) {
            return "";
        }
        String eta = view.eta(now);
        return TimeText.of(view.begun(), view.ended(), now)
                + (eta.isEmpty() ? "" : ", " + Messages.SubmissionAction_eta(eta));
    }

    /** @return what there is to say of its end; empty for nothing */
    public String getMessage() {
        return view == null ? "" : view.message();
    }

    /** @return the first group that failed, with its reason; empty for none, and where the message is long about it */
    public String getFailure() {
        return view == null ? "" : view.firstFailure();
    }

    /** @return the parts of the bar; none while the groups are not known */
    public List<BarSegment> getBar() {
        return view == null || view.groups() == 0 ? List.of() : BarSegment.of(view.counts());
    }

    /** @return whether nothing of it will change any more */
    public boolean isOver() {
        return view == null ? buildEnded : view.over();
    }

    /** @return the same for the script */
    public Map<String, Object> json() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("status", getStatus());
        values.put("counts", getCounts());
        values.put("time", getTime());
        values.put("message", getMessage());
        values.put("failure", getFailure());
        values.put("bar", getBar().stream().map(BarSegment::json).toList());
        values.put("over", isOver());
        return values;
    }
}
