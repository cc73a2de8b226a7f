package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.hummingbird.jenkins.run.LiveOperation;
import io.jenkins.plugins.hummingbird.measure.TestRecords;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import java.net.URL;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

public class SubmissionActionJenkinsTest {
    private static final String ID = "submit-page";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private FreeStyleProject job;
    private FreeStyleBuild build;
    private SavedSubmission saved;

    @Before
    public void aBuildWithASubmission() throws Exception {
        job = jenkins.createFreeStyleProject("plates");
        build = jenkins.buildAndAssertSuccess(job);
        saved = SavedSubmission.plates(LiveOperation.folder(build, ID), 1, 96).states("ccfw");
        new SubmissionAction(ID).addTo(build);
        new SubmissionAction(ID).addTo(build);
        build.save();
    }

    /** What Jenkins sends: the browser of these tests does not know all that the page's script is written in. */
    private String get(String path) throws Exception {
        return page(build.getUrl() + path);
    }

    private String page(String address) throws Exception {
        try (JenkinsRule.WebClient browser = jenkins.createWebClient()) {
            browser.getOptions().setJavaScriptEnabled(false);
            return browser.goTo(address, null).getWebResponse().getContentAsString();
        }
    }

    @Test
    public void theJobsPageSaysWhatItsBuildsTookWhenThereAreTwo() throws Exception {
        saved.took("node1", 1000);
        assertThat(page(job.getUrl()), not(containsString("hummingbird-trend")));
        FreeStyleBuild next = jenkins.buildAndAssertSuccess(job);
        SavedSubmission.plates(LiveOperation.folder(next, "submit-next"), 1, 24)
                .states("c")
                .took("node1", 1000);
        new SubmissionAction("submit-next").addTo(next);
        String page = page(job.getUrl());
        assertThat(page, containsString("<title>#1: 24.00 CPU-hours</title>"));
        assertThat(page, containsString("aria-label=\"CPU-hours of 2 builds, between 6.00 and 24.00\""));
        assertThat(page, containsString("<div>#2: 6.00 CPU-hours</div>"));
    }

    @Test
    public void theBuildsPageSaysHowItStandsAndLeadsToThePage() throws Exception {
        String page = get("");
        assertThat(page, containsString("96 groups: 93 waiting, 2 completed, 1 failed"));
        assertThat(page, containsString("Plate=P1, Well=A03 failed: CellProfiler ended with exit code 2."));
        assertThat(page, containsString("href=\"" + ID + "/\""));
        assertThat(tag(page, "data-address=\"" + ID + "/\""), containsString("data-over=\"false\""));
        assertThat(page, containsString("/plugin/hummingbird/summary.js"));
    }

    @Test
    public void thePageHasNoScriptAndNoStyleWithinIt() throws Exception {
        String page = get(ID + "/");
        String own = page.substring(page.indexOf("<div id=\"hummingbird\">"), page.indexOf("</section></div>"));
        assertThat(own, not(containsString("<script")));
        assertThat(own, not(containsString("style=")));
        assertThat(own.matches("(?s).*<[^>]* on[a-z]+=.*"), is(false));
        for (String file : new String[] {"submission.js", "submission.css"}) {
            assertThat(page, containsString("/plugin/hummingbird/" + file));
        }
    }

    @Test
    public void theFilterTellsTheScriptOfEachState() throws Exception {
        String page = get(ID + "/");
        for (GroupState state : GroupState.values()) {
            String option = tag(page, " value=\"" + state.word() + "\"");
            assertThat(option, startsWith("<option "));
            assertThat(option, containsString("data-letter=\"" + state.letter() + "\""));
            assertThat(option, containsString("data-severity=\"" + state.severity() + "\""));
            assertThat(option, containsString("data-bad=\"" + state.isBad() + "\""));
        }
    }

    /** The tag with an attribute: Jelly writes attributes in an order of its own. */
    private static String tag(String page, String attribute) {
        int at = page.indexOf(attribute);
        assertThat(attribute, at, greaterThanOrEqualTo(0));
        return page.substring(page.lastIndexOf('<', at), page.indexOf('>', at) + 1);
    }

    @Test
    public void theDataIsWhatChangedSince() throws Exception {
        JSONObject first = JSONObject.fromObject(get(ID + "/data"));
        assertThat(first.getString("states"), is("2c1f93w"));
        Thread.sleep(1100);
        saved.states("cccrw");
        JSONObject second = JSONObject.fromObject(get(ID + "/data?since=" + first.getString("version")));
        assertThat(second.getString("changes"), is("3c 4r"));
    }

    @Test
    public void theBuildsPageIsToldHowItStandsNow() throws Exception {
        Thread.sleep(1100);
        saved.states("cccrw");
        JSONObject summary = JSONObject.fromObject(get(ID + "/summary"));
        assertThat(summary.getString("counts"), is("96 groups: 92 waiting, 1 running, 3 completed"));
        assertThat(summary.getString("over"), is("false"));
    }

    @Test
    public void whatEndedBeforeItBeganSaysSo() throws Exception {
        new SubmissionAction("submit-never").addTo(build);
        build.save();
        assertThat(get(""), containsString("it ended before it had begun: the log of the build says why"));
        assertThat(JSONObject.fromObject(get("submit-never/data")).getString("over"), is("true"));
    }

    @Test
    public void aFailedGroupsLogIsToldWhenItIsAskedFor() throws Exception {
        saved.failed(3, 0, "exit code 7", "<b>the last line</b>");
        JSONObject answer = JSONObject.fromObject(get(ID + "/attempts?group=3"));
        assertThat(answer.getJSONArray("attempts").getJSONObject(0).getString("tail"), is("<b>the last line</b>"));
    }

    @Test
    public void whatWasMeasuredIsToldByColumn() throws Exception {
        saved.measured(TestRecords.group(1, "P1", 0, TestRecords.of(1204, 1.5)));
        JSONObject plate = JSONObject.fromObject(get(ID + "/values?column=Count_Nuclei&page=0"))
                .getJSONArray("plates")
                .getJSONObject(0);
        assertThat(plate.getJSONArray("values").getInt(0), is(1204));
        assertThat(get(ID + "/columns"), containsString("\"name\":\"Count_Nuclei\",\"statistic\":\"sum\""));
        assertThat(get(ID + "/values?column=Cells_None&page=x"), is("{}"));
        assertThat(get(ID + "/well?plate=-1&row=&column=0&name=Count_Nuclei"), is("{}"));
    }

    @Test
    public void theBuildsOwnApiHasTheCounts() throws Exception {
        assertThat(get("api/json"), containsString("\"counts\":{\"waiting\":93,\"completed\":2,\"failed\":1}"));
    }

    @Test
    public void aBuildThatIsReadAgainHasItsPage() throws Exception {
        jenkins.jenkins.reload();
        build = jenkins.jenkins
                .getItemByFullName("plates", FreeStyleProject.class)
                .getBuildByNumber(1);
        assertThat(build.getActions(SubmissionAction.class).size(), is(1));
        assertThat(get(ID + "/plates?page=0"), containsString("Plate P1"));
    }

    @Test
    public void whoMayNotSeeTheBuildIsToldNothing() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("member"));
        for (String path : new String[] {
            "",
            "data",
            "summary",
            "plates?page=0",
            "groups?page=0",
            "group?numbers=1",
            "attempts?group=3",
            "columns",
            "values?column=Count_Nuclei&page=0",
            "well?plate=0&row=0&column=0&name=Count_Nuclei",
            "wells?columns=Count_Nuclei&page=0",
            "wellsCsv"
        }) {
            assertThat(path, status("stranger", HttpMethod.GET, path), is(404));
            assertThat(path, status("member", HttpMethod.GET, path), is(200));
        }
        assertThat("only to be read", status("member", HttpMethod.POST, "data"), is(404));
    }

    private int status(String user, HttpMethod method, String path) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            client.setThrowExceptionOnFailingStatusCode(false);
            client.getOptions().setJavaScriptEnabled(false);
            client.login(user);
            URL url = new URL(jenkins.getURL(), build.getUrl() + ID + "/" + path);
            Page page = client.getPage(client.addCrumb(new WebRequest(url, method)));
            return page.getWebResponse().getStatusCode();
        }
    }
}
