package io.jenkins.plugins.hummingbird.jenkins;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Run;
import io.jenkins.plugins.hummingbird.jenkins.page.OperationRunAction;
import io.jenkins.plugins.hummingbird.jenkins.page.SubmissionJson;
import io.jenkins.plugins.hummingbird.jenkins.page.SubmissionSummary;
import io.jenkins.plugins.hummingbird.submit.page.GroupRows;
import io.jenkins.plugins.hummingbird.submit.page.StateChanges;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionReader;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import io.jenkins.plugins.hummingbird.submit.state.GroupState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * The page of a submission below its build; nothing is requested from the head node. Whoever may see the build may see it: it is
 * reached through the build only.
 */
@ExportedBean(defaultVisibility = 2) // so that api/json of the build has it
public final class SubmissionAction extends OperationRunAction {
    private static final Logger LOGGER = Logger.getLogger(SubmissionAction.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private transient Path folderOfReader;
    private transient SubmissionReader reader;
    private transient StateChanges changes;

    SubmissionAction(String id) {
        super(id);
    }

    @Override
    public String getIconFileName() {
        return "symbol-flask";
    }

    @Override
    public String getDisplayName() {
        List<SubmissionAction> pages = run().getActions(SubmissionAction.class);
        return pages.size() < 2
                ? Messages.SubmissionAction_displayName()
                : Messages.SubmissionAction_numberedName(pages.indexOf(this) + 1);
    }

    @Override
    public String getUrlName() {
        return id();
    }

    /** @return the build */
    public Run<?, ?> getRun() {
        return run();
    }

    /** @return the submission's id */
    @Exported
    public String getSubmission() {
        return id();
    }

    /** @return what is running, or how it ended: words for people */
    @Exported
    public String getStatus() {
        SubmissionView view = getView();
        return view == null ? "unknown" : view.status();
    }

    /** @return the estimated time of its end; empty when that is unknown */
    @Exported
    public String getEta() {
        SubmissionView view = getView();
        return view == null ? "" : view.eta(Instant.now());
    }

    /** @return how many groups there are; 0 while that is not known */
    @Exported
    public int getGroups() {
        SubmissionView view = getView();
        return view == null ? 0 : view.groups();
    }

    /** @return how many groups are in each state that occurs */
    @Exported
    public Map<String, Integer> getCounts() {
        SubmissionView view = getView();
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (view != null) {
            view.counts().each().forEach((state, count) -> counts.put(state.word(), count));
        }
        return counts;
    }

    /** @return the states that a group may be in, for the page's filter and its script */
    public List<GroupState> getStates() {
        return List.of(GroupState.values());
    }

    /** @return what the build's own page says of it */
    public SubmissionSummary getSummary() {
        return new SubmissionSummary(getView(), Instant.now(), !run().isBuilding());
    }

    /** @return the status; null when there is nothing to show, because its first move has not ended or its folder is gone */
    public SubmissionView getView() {
        try {
            return reader().view(Instant.now());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "nothing to see of submission " + id(), e);
            return null;
        }
    }

    private synchronized SubmissionReader reader() {
        Path present = folder();
        if (!present.equals(folderOfReader)) {
            folderOfReader = present;
            reader = new SubmissionReader(present);
        }
        return reader;
    }

    private synchronized StateChanges changes() {
        if (changes == null) {
            changes = new StateChanges(Long.toString(System.nanoTime(), Character.MAX_RADIX));
        }
        return changes;
    }

    /**
     * Sends the status, and the groups whose state changed.
     *
     * @param since the version of an earlier response; null for none
     */
    @GET
    public void doData(StaplerResponse2 response, @QueryParameter String since) throws IOException {
        SubmissionView view = getView();
        answer(
                response,
                view == null
                        ? Map.of(
                                "status",
                                getSummary().getStatus(),
                                "over",
                                getSummary().isOver())
                        : SubmissionJson.data(view, changes().observe(view.marks(), since), Instant.now()));
    }

    /** Sends what the build's own page shows of it. */
    @GET
    public void doSummary(StaplerResponse2 response) throws IOException {
        answer(response, getSummary().json());
    }

    /**
     * Sends a page of plates, and which groups are in their wells.
     *
     * @param page from 0; the first one for what is no number
     */
    @GET
    public void doPlates(StaplerResponse2 response, @QueryParameter String page) throws IOException {
        SubmissionView view = getView();
        answer(response, view == null ? Map.of() : SubmissionJson.plates(view, number(page)));
    }

    /**
     * Sends a page of the table of groups, see {@link GroupRows}.
     *
     * @param state the word of a state; null or empty for all
     * @param sort the name of a column; null or empty for the order of the groups
     * @param page from 0
     */
    @GET
    public void doGroups(
            StaplerResponse2 response,
            @QueryParameter String state,
            @QueryParameter String sort,
            @QueryParameter String page)
            throws IOException {
        SubmissionView view = getView();
        answer(
                response,
                view == null
                        ? Map.of()
                        : SubmissionJson.groups(
                                view,
                                new GroupRows(
                                        view, state == null ? "" : state, sort == null ? "" : sort, number(page))));
    }

    /**
     * Sends the details of some groups.
     *
     * @param numbers theirs, from 1, separated by commas; others than there are, and more than 100, are left out
     */
    @GET
    public void doGroup(StaplerResponse2 response, @QueryParameter String numbers) throws IOException {
        SubmissionView view = getView();
        answer(response, view == null ? Map.of() : SubmissionJson.groups(view, numbers == null ? "" : numbers));
    }

    /**
     * Sends why the attempts of a group failed, with the last lines of their logs.
     *
     * @param group its number, from 1
     */
    @GET
    public void doAttempts(StaplerResponse2 response, @QueryParameter String group) throws IOException {
        SubmissionView view = getView();
        answer(response, view == null ? Map.of() : SubmissionJson.attempts(view, number(group)));
    }

    /** @return 0, which is the first page and no group, for what is no number */
    private static int number(String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void answer(StaplerResponse2 response, Map<String, ?> value) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().print(JSON.writeValueAsString(value));
    }
}
