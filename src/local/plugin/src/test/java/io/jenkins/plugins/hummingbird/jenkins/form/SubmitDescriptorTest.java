package io.jenkins.plugins.hummingbird.jenkins.form;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.Assert.assertThrows;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.Permission;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.jenkins.ClusterDefinition;
import io.jenkins.plugins.hummingbird.jenkins.HummingbirdConfiguration;
import io.jenkins.plugins.hummingbird.jenkins.LocalController;
import io.jenkins.plugins.hummingbird.jenkins.SubmitStep;
import io.jenkins.plugins.hummingbird.ssh.key.GeneratedKeyPair;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.local.LocalKey;
import jenkins.model.Jenkins;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.kohsuke.stapler.verb.POST;

public class SubmitDescriptorTest {
    /** What a submission cannot do without. */
    private static final Set<String> REQUIRED =
            Set.of("doCheckCluster", "doCheckPipeline", "doCheckImages", "doCheckOutput");

    @Rule
    public final LocalController controller = new LocalController();

    private final SubmitDescriptor descriptor = new SubmitStep.DescriptorImpl();
    private final FormRequests questions = new FormRequests(descriptor);
    private final Set<Permission> granted = new HashSet<>();
    private Item job;

    @Before
    public void aUserWhoMayOnlyWhatIsGranted() {
        controller.grantOnly(granted);
        job = controller.job("plates");
        LocalCredentials.add(new LocalKey("a-key", "ubuntu", "no key", null));
        ClusterDefinition lab = new ClusterDefinition("lab");
        lab.setHost("head.example.org");
        ClusterDefinition others = new ClusterDefinition("others");
        others.setHost("head.example.org");
        others.setJobs("their/*");
        ExtensionList.lookupSingleton(HummingbirdConfiguration.class).setClusters(List.of(lab, others));
    }

    @After
    public void noClusters() {
        ExtensionList.lookupSingleton(HummingbirdConfiguration.class).setClusters(List.of());
    }

    @Test
    public void everyQuestionIsAskedByPost() {
        assertThat(questions.all(), is(not(empty())));
        for (Method question : questions.all()) {
            assertThat(question.toString(), question.getAnnotation(POST.class), is(notNullValue()));
        }
    }

    @Test
    public void somebodyWhoMayNotLearnsNothing() throws Exception {
        granted.addAll(Set.of(Item.READ, Permission.READ));
        for (Method question : questions.all()) {
            assertThat(question.getName() + " of a job", questions.answer(question, job), is(empty()));
            assertThat(question.getName() + " at the top", questions.answer(question, null), is(empty()));
        }
    }

    @Test
    public void somebodyWhoMayLearnsSomething() throws Exception {
        for (Permission one : List.of(Item.EXTENDED_READ, CredentialsProvider.USE_ITEM)) {
            granted.clear();
            granted.add(one);
            for (Method question : questions.all()) {
                assertThat(one + ", " + question.getName(), questions.answer(question, job), is(not(empty())));
                assertThat(question.getName() + " at the top", questions.answer(question, null), is(empty()));
            }
        }
        granted.add(Jenkins.ADMINISTER);
        for (Method question : questions.all()) {
            assertThat(question.getName(), questions.answer(question, null), is(not(empty())));
        }
    }

    @Test
    public void whatIsRightIsNotComplainedAbout() throws Exception {
        granted.add(Item.EXTENDED_READ);
        assertThat(descriptor.doCheckSshCredentialsId(job, "a-key", "", "head").kind, is(FormValidation.Kind.OK));
        assertThat(
                descriptor.doCheckSshCredentialsId(job, "another", "", "head").kind, is(FormValidation.Kind.WARNING));
        assertThat(descriptor.doCheckMemory(job, "4G").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckTimeLimit(job, "4h").kind, is(FormValidation.Kind.OK));
        assertThat(
                descriptor.doCheckImagePattern(job, "(?<Plate>.*)/(?<Channel>DNA)[.]tif").kind,
                is(FormValidation.Kind.OK));
        questions.assertEmptyFieldsAreRight(SubmitRequest.PARAMETERS, job, REQUIRED);
    }

    @Test
    public void whatIsRequiredIsMissedAsLongAsNothingStandsForIt() {
        granted.add(Item.EXTENDED_READ);
        assertThat(
                descriptor.doCheckCluster(job, " ", "", "").getMessage(), containsString("Choose a cluster: lab. Or"));
        assertThat(descriptor.doCheckCluster(job, "", "head", "").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckPipeline(job, "", " ").getMessage(), containsString("Give the pipeline"));
        assertThat(descriptor.doCheckPipeline(job, "", "CellProfiler Pipeline").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckImages(job, "", "", null).getMessage(), containsString("Give the folder"));
        assertThat(descriptor.doCheckImages(job, "", "table.csv", "").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckImages(job, "", "", "a,b").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckOutput(job, "").getMessage(), containsString("Give the folder of the results"));
        assertThat(descriptor.doCheckSshCredentialsId(job, "", "", "head").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckSshCredentialsId(job, "", "night", "").kind, is(FormValidation.Kind.ERROR));
        assertThat(
                "the field of the key is folded away",
                descriptor.doCheckCluster(job, "night", "", "").getMessage(),
                containsString("choose its SSH key under \"Another head node, AWS\""));
        assertThat(descriptor.doCheckSshCredentialsId(job, "", "lab", "").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckSshCredentialsId(job, "", "", "").kind, is(FormValidation.Kind.OK));
        granted.clear();
        assertThat(descriptor.doCheckOutput(job, "").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckCluster(job, "", "", "").kind, is(FormValidation.Kind.OK));
    }

    @Test
    public void offersTheNamedClustersThatTheJobMayUseAndTakesAnyOtherName() {
        granted.add(Item.EXTENDED_READ);
        assertThat(descriptor.doFillClusterItems(job), contains("lab"));
        assertThat(descriptor.doCheckCluster(job, "lab", "", "").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckCluster(job, "night", "", "a-key").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckCluster(job, "1st", "", "a-key").kind, is(FormValidation.Kind.ERROR));
        assertThat(
                descriptor.doCheckCluster(job, "others", "", "").getMessage(),
                is("An administrator has not allowed this job to use the cluster others."));
    }

    /** Anything else would be stored with an untouched form, and override what the administrator has set. */
    @Test
    public void aNewFormLeavesTheHostKeyAndTheCredentialsToAllSteps() {
        granted.add(Item.EXTENDED_READ);
        HummingbirdConfiguration all = ExtensionList.lookupSingleton(HummingbirdConfiguration.class);
        assertThat(option(descriptor.doFillHostKeyPolicyItems(job)), is("As for all steps = "));
        assertThat(option(descriptor.doFillAwsCredentialsIdItems(job, "")), is("- none - = "));
        assertThat(
                option(descriptor.doFillSshCredentialsIdItems(job, "")), is("- none: that of the named cluster - = "));
        all.setAwsCredentialsId("a-pair");
        assertThat(option(descriptor.doFillAwsCredentialsIdItems(job, "")), is("As for all steps: a-pair = "));
        all.setAwsCredentialsId(null);
        noClusters();
        assertThat(option(descriptor.doFillSshCredentialsIdItems(job, "")), is("- none - = "));
    }

    private static String option(ListBoxModel list) {
        return list.get(0).name + " = " + list.get(0).value;
    }

    @Test
    public void aPatternSaysWhichMetadataItGives() {
        granted.add(Item.EXTENDED_READ);
        assertThat(
                descriptor
                        .doCheckImagePattern(job, "(?P<Plate>.*)/(?<Well_Row>.)(?<Channel>DNA)[.]tif")
                        .getMessage(),
                is("Metadata from the name of a file: Plate, Well_Row"));
        assertThat(
                descriptor
                        .doCheckImagePattern(job, "(?<Row>.)(?<Column>..)_(?<Channel>DNA)[.]tif")
                        .getMessage(),
                is("Metadata from the name of a file: Row, Column, Well"));
        assertThat(
                descriptor.doCheckImagePattern(job, "(?<Channel>DNA)[.]tif").getMessage(),
                is("Metadata from the name of a file: none"));
        assertThat(descriptor.doCheckImagePattern(job, "auto").kind, is(FormValidation.Kind.OK));
    }

    @Test
    public void onlyWhoMayConfigureTheJobTriesItsHeadNode() {
        granted.addAll(Set.of(Item.READ, Item.EXTENDED_READ, CredentialsProvider.USE_ITEM));
        assertThrows(SecurityException.class, () -> tryHeadNode(job));
        granted.add(Item.CONFIGURE);
        assertThrows(SecurityException.class, () -> tryHeadNode(null));
        assertThat(tryHeadNode(job).getMessage(), containsString("a-key"));
    }

    private FormValidation tryHeadNode(Item item) {
        return descriptor.doTestHeadNode(
                item, "", "private", "", "127.0.0.1", "1", "", "a-key", "", "", "", "", "", "", "");
    }

    @Test
    public void onlyWhoMayConfigureTheJobLooksAtAFolder() {
        granted.addAll(Set.of(Item.READ, Item.EXTENDED_READ, CredentialsProvider.USE_ITEM));
        assertThrows(SecurityException.class, () -> lookAtFolder(job));
        granted.add(Item.CONFIGURE);
        assertThrows(SecurityException.class, () -> lookAtFolder(null));
        assertThat(
                lookAtFolder(job).getMessage(),
                containsString("cluster: the job plates may not use the cluster others."));
    }

    private FormValidation lookAtFolder(Item item) {
        return descriptor.doLookAtFolder(
                item, "others", "private", "", "", "22", "", "", "", "", "", "", "", "", "", "", "", "/images", "", "",
                "");
    }

    @Test
    public void onlyWhoMayConfigureTheJobTriesAPattern() {
        granted.addAll(Set.of(Item.READ, Item.EXTENDED_READ, CredentialsProvider.USE_ITEM));
        assertThrows(SecurityException.class, () -> descriptor.doTryImagePattern(job, "(?<Channel>.)", "a"));
        granted.add(Item.CONFIGURE);
        assertThrows(SecurityException.class, () -> descriptor.doTryImagePattern(null, "(?<Channel>.)", "a"));
        assertThat(descriptor.doTryImagePattern(job, "(?<Channel>.)", "a").getMessage(), is("Channel = a"));
        granted.add(Jenkins.ADMINISTER);
        assertThat(descriptor.doTryImagePattern(null, "(?<Channel>.)", "a").getMessage(), is("Channel = a"));
    }

    /** The name that a trial shows is not that of the column where Harmony's index has another. */
    @Test
    public void aTrialSaysWhereTheNameOfAChannelIsNotKnownFromThePath() {
        granted.add(Item.CONFIGURE);
        String path = "P1/Images/r01c02f01p01-ch1sk1fk1fl1.tiff";
        assertThat(
                descriptor.doTryImagePattern(job, "Opera Phenix", path).getMessage(),
                containsString("; Channel = ch1; Time = 1; Well = A02. If an index file of Harmony"));
        assertThat(
                descriptor.doTryImagePattern(job, "OperaPhenixNumbers", path).getMessage(),
                endsWith("; Channel = ch1; Time = 1; Well = A02"));
    }

    @Test
    public void aPatternCanBeTriedOnAPath() {
        granted.add(Item.CONFIGURE);
        String plates = "(?<Plate>[^/]+)/r(?<Well_Row>[0-9]+)c(?<Well_Col>[0-9]+)-(?<Channel>[a-z]+)[.]tif";
        FormValidation answer = descriptor.doTryImagePattern(job, plates, " P 1/r02c3-dna.tif ");
        assertThat(answer.kind, is(FormValidation.Kind.OK));
        assertThat(answer.getMessage(), is("Plate = P 1; Well_Row = 02; Well_Col = 3; Channel = dna; Well = B03"));
        assertThat(
                descriptor
                        .doTryImagePattern(job, plates, "screen/P1/r02c3-dna.tif.bak")
                        .getMessage(),
                containsString("It matches only this part of it: P1/r02c3-dna.tif."));
        assertThat(descriptor.doTryImagePattern(job, plates, "").kind, is(FormValidation.Kind.ERROR));
        assertThat(
                descriptor.doTryImagePattern(job, "auto", "P1_A01f00d0.TIF").getMessage(),
                containsString("Presets that match this path: Cellomics."));
        assertThat(descriptor.doTryImagePattern(job, "auto", "a.tif").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doTryImagePattern(job, "", "a.tif").kind, is(FormValidation.Kind.ERROR));
    }

    @Test
    public void numbersOutOfBoundsAreComplainedAboutAsTheBuildDoes() {
        granted.add(Item.EXTENDED_READ);
        assertThat(descriptor.doCheckRetries(job, "11").getMessage(), is("retries must be 0 to 10."));
        assertThat(descriptor.doCheckRetries(job, "10").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckRetries(job, "0").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckPort(job, "65536").getMessage(), is("port must be 1 to 65535."));
        assertThat(descriptor.doCheckCpus(job, "0").getMessage(), is("cpus must be at least 1."));
        assertThat(
                "it would be saved as 0", descriptor.doCheckCpus(job, "").getMessage(), is("cpus must be at least 1."));
        assertThat(
                descriptor.doCheckCpus(job, "1.5").getMessage(),
                is("cpus must be at least 1; '1.5' is not a whole number."));
        assertThat(descriptor.doCheckMaxFailed(job, "-1").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckMinFileSize(job, "5000000000").kind, is(FormValidation.Kind.OK));
    }

    @Test
    public void anOptionThatTheSubmissionSetsItselfIsComplainedAbout() {
        granted.add(Item.EXTENDED_READ);
        assertThat(descriptor.doCheckSbatchOptions(job, "--qos=night --array=1-3").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckSbatchOptions(job, "--qos=night").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckSbatchOptions(job, "--qos=$QOS").kind, is(FormValidation.Kind.OK));
    }

    private String groupBy(String keys, String imagePattern) {
        FormValidation answer = descriptor.doCheckGroupBy(job, keys, imagePattern);
        return answer.kind + ": " + answer.getMessage();
    }

    @Test
    public void keysAreComparedWithWhatTheImagePatternGives() {
        granted.add(Item.EXTENDED_READ);
        String pattern = "(?<Plate>.*)/(?<Row>[A-P])(?<Column>[0-9]+)_(?<Channel>.*)[.]tif";
        assertThat(groupBy("Plate, Metadata_Well", pattern), is("OK: null"));
        assertThat(
                groupBy("Plate,Site", " " + pattern),
                is("ERROR: The image table has no column Metadata_Site to group by. Its metadata columns are:"
                        + " Metadata_Plate, Metadata_Row, Metadata_Column, Metadata_Well"));
        assertThat(groupBy("Plate,Site", "OperaPhenix"), is("OK: null"));
        assertThat("a table may have it", groupBy("Plate,Site", ""), is("OK: null"));
        assertThat("said at the pattern", groupBy("Plate,Site", "(?<Channel"), is("OK: null"));
    }

    @Test
    public void keysThatCannotBeOnesAreComplainedAbout() {
        granted.add(Item.EXTENDED_READ);
        assertThat(groupBy("Plate,Metadata_Plate", ""), is("ERROR: groupBy names Plate twice."));
        assertThat(groupBy("Plate;Well", ""), containsString("WARNING: 'Plate;Well' is one key: a table would have"));
        assertThat(groupBy("Größe,Well_Row,x-y", ""), is("OK: null"));
        assertThat(groupBy("$KEYS;Plate", ""), is("OK: null"));
    }

    @Test
    public void whatTheSubmissionWouldRefuseIsComplainedAboutInItsWords() throws Exception {
        granted.add(Item.EXTENDED_READ);
        assertThat(
                descriptor.doCheckOutput(job, "out/x").getMessage(), is("output must be an absolute path, not out/x."));
        assertThat(descriptor.doCheckOutput(job, "/shared/out/$JOB_NAME").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckPipeline(job, "../x.cppipe", "").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckPipeline(job, "pipelines/x.cppipe", "").kind, is(FormValidation.Kind.OK));
        assertThat(
                descriptor.doCheckArchive(job, "*.csv,/shared/out/*.csv").getMessage(),
                containsString("archive: '/shared/out/*.csv' matches no file"));
        assertThat(descriptor.doCheckArchive(job, "*.csv, $a/*.png").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckArchive(job, "$a/../*.png").kind, is(FormValidation.Kind.ERROR));
        assertThat(
                descriptor
                        .doCheckCellprofiler(job, "cellprofiler -o /x -L ERROR")
                        .getMessage(),
                containsString("leave it out, output gives it; cellprofiler contains the log level ERROR"));
        assertThat(descriptor.doCheckCellprofiler(job, "/opt/cp/bin/cellprofiler").kind, is(FormValidation.Kind.OK));
        assertThat(
                descriptor.doCheckPipelineText(job, "{\"modules\": \"$\"}").getMessage(),
                containsString("pipelineText does not begin with 'CellProfiler Pipeline: http"));
        assertThat(descriptor.doCheckHost(job, "head node").getMessage(), containsString("Not the name or address"));
        String key = GeneratedKeyPair.generate().publicLine();
        for (String right : List.of(key, "SHA256:" + "a".repeat(43))) {
            assertThat(right, descriptor.doCheckHostKey(job, right).kind, is(FormValidation.Kind.OK));
        }
        assertThat(
                descriptor.doCheckHostKey(job, key + "\n" + key).getMessage(),
                containsString("hostKey is neither a public key nor a fingerprint: give one line"));
        String known = "# the head node\n\nhead.example.org " + key;
        assertThat(descriptor.doCheckKnownHosts(job, known).kind, is(FormValidation.Kind.OK));
        assertThat(
                descriptor.doCheckKnownHosts(job, known + "\nnonsense").getMessage(),
                containsString("Line 4 of knownHosts is not in the format of a known_hosts file"));
    }

    @Test
    public void keysCanBeChosenOrLeftOpen() {
        granted.add(Item.EXTENDED_READ);
        ListBoxModel keys = descriptor.doFillSshCredentialsIdItems(job, "gone");
        assertThat(keys.stream().map(option -> option.value).toList(), hasItems("", "a-key", "gone"));
    }

    @Test
    public void aWorkspaceIsNotRequired() {
        assertThat(
                List.copyOf(descriptor.getRequiredContext()).stream()
                        .map(Class::getName)
                        .sorted()
                        .toList(),
                contains(Run.class.getName(), TaskListener.class.getName()));
    }
}
