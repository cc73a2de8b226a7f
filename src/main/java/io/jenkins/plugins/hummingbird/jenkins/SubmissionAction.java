package io.jenkins.plugins.hummingbird.jenkins;

import static io.jenkins.plugins.hummingbird.jenkins.page.QueryText.number;
import static io.jenkins.plugins.hummingbird.jenkins.page.QueryText.text;

import hudson.model.Run;
import io.jenkins.plugins.hummingbird.jenkins.page.JsonResponse;
import io.jenkins.plugins.hummingbird.jenkins.page.MeasurementJson;
import io.jenkins.plugins.hummingbird.jenkins.page.OperationRunAction;
import io.jenkins.plugins.hummingbird.jenkins.page.SubmissionJson;
import io.jenkins.plugins.hummingbird.jenkins.page.SubmissionSummary;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.page.GroupRows;
import io.jenkins.plugins.hummingbird.submit.page.StateChanges;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionReader;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import io.jenkins.plugins.hummingbird.submit.plates.HeatColors;
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
 * The page of a submission below its build; nothing is requested from the head node. Whoever may see the build may see
 * it: it is reached through the build only.
 */
@ExportedBean(defaultVisibility = 2) // so that api/json of the build has it
public final class SubmissionAction extends OperationRunAction {
    private static final Logger LOGGER = Logger.getLogger(SubmissionAction.class.getName());

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

    /** @return the colors of values from the lowest to the highest, for the page's script */
    public String getHeatColors() {
        return String.join(" ", HeatColors.stops());
    }

    /**
     * Sends the status, and the groups whose state changed.
     *
     * @param since the version of an earlier response; null for none
     */
    @GET
    public void doData(StaplerResponse2 response, @QueryParameter String since) throws IOException {
        if (getView() == null) {
            SubmissionSummary summary = getSummary();
            JsonResponse.send(response, Map.of("status", summary.getStatus(), "over", summary.isOver()));
            return;
        }
        answer(
                response,
                view -> SubmissionJson.data(
                        view, view.measurements(), changes().observe(view.marks(), since), Instant.now()));
    }

    /** Sends what the build's own page shows of it. */
    @GET
    public void doSummary(StaplerResponse2 response) throws IOException {
        JsonResponse.send(response, getSummary().json());
    }

    /**
     * Sends a page of plates, and which groups are in their wells.
     *
     * @param page from 0; the first one for what is no number
     */
    @GET
    public void doPlates(StaplerResponse2 response, @QueryParameter String page) throws IOException {
        answer(response, view -> SubmissionJson.plates(view, number(page)));
    }

    /**
     * Sends a page of the table of groups, see {@link GroupRows}.
     *
     * @param state the word of a state; null or empty for all
     * @param sort the name of a column; null or empty for those that failed first
     * @param page from 0
     */
    @GET
    public void doGroups(
            StaplerResponse2 response,
            @QueryParameter String state,
            @QueryParameter String sort,
            @QueryParameter String page)
            throws IOException {
        answer(
                response,
                view -> SubmissionJson.groups(view, new GroupRows(view, text(state), text(sort), number(page))));
    }

    /**
     * Sends the details of some groups.
     *
     * @param numbers theirs, from 1, separated by commas; others than there are, and more than 100, are left out
     */
    @GET
    public void doGroup(StaplerResponse2 response, @QueryParameter String numbers) throws IOException {
        answer(response, view -> SubmissionJson.groups(view, text(numbers)));
    }

    /**
     * Sends why the attempts of a group failed, with the last lines of their logs.
     *
     * @param group its number, from 1
     */
    @GET
    public void doAttempts(StaplerResponse2 response, @QueryParameter String group) throws IOException {
        answer(response, view -> SubmissionJson.attempts(view, number(group)));
    }

    /** Sends the names of the columns that were measured. */
    @GET
    public void doColumns(StaplerResponse2 response) throws IOException {
        answer(response, view -> MeasurementJson.columns(view.measurements()));
    }

    /**
     * Sends the values of a column on a page of plates.
     *
     * @param column its name
     * @param page from 0, as for {@link #doPlates}
     */
    @GET
    public void doValues(StaplerResponse2 response, @QueryParameter String column, @QueryParameter String page)
            throws IOException {
        answer(response, view -> MeasurementJson.values(view, view.measurements(), column, number(page)));
    }

    /**
     * Sends what was measured in a well.
     *
     * @param plate from 0, as row and column
     * @param name of the column of values
     */
    @GET
    public void doWell(
            StaplerResponse2 response,
            @QueryParameter String plate,
            @QueryParameter String row,
            @QueryParameter String column,
            @QueryParameter String name)
            throws IOException {
        answer(
                response,
                view -> MeasurementJson.well(view.measurements(), number(plate), number(row), number(column), name));
    }

    /**
     * Sends a page of the table of wells, see {@link MeasurementJson#wells}.
     *
     * @param columns names, separated by commas
     * @param sort the name of a column, with {@code -} before it the other way round
     * @param page from 0
     */
    @GET
    public void doWells(
            StaplerResponse2 response,
            @QueryParameter String columns,
            @QueryParameter String sort,
            @QueryParameter String page)
            throws IOException {
        answer(response, view -> MeasurementJson.wells(view.measurements(), columns, sort, number(page)));
    }

    /** Sends the table of all wells and columns that are known. */
    @GET
    public void doWellsCsv(StaplerResponse2 response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=wells.csv");
        SubmissionView view = getView();
        if (view != null) {
            view.measurements().writeCsv(response.getWriter());
        }
    }

    /** What the page is told of a submission that can be seen. */
    private interface Answer {
        Map<String, ?> of(SubmissionView view) throws IOException;
    }

    /** Sends nothing where there is nothing to see. */
    private void answer(StaplerResponse2 response, Answer answer) throws IOException {
        SubmissionView view = getView();
        JsonResponse.send(response, view == null ? Map.of() : answer.of(view));
    }
}
