package io.jenkins.plugins.hummingbird.image.phases;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.ImageName;
import io.jenkins.plugins.hummingbird.image.state.ParameterRules;
import io.jenkins.plugins.hummingbird.image.state.UserTags;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hamcrest.Matcher;
import org.junit.Test;

public class BakeCheckTest {
    private static BakeRequest request() {
        BakeRequest request = new BakeRequest();
        request.name = "cellprofiler";
        return request;
    }

    private static String problem(Consumer<BakeRequest> change) {
        BakeRequest request = request();
        change.accept(request);
        return assertThrows(OperationException.class, () -> BakeCheck.check(request))
                .getMessage();
    }

    @Test
    public void theDefaultsAreAllRight() throws Exception {
        BakeCheck.check(request());
    }

    @Test
    public void allThatIsWrongIsSaidAtOnce() {
        String said = problem(request -> {
            request.name = "a:b";
            request.os = "windows";
            request.architecture = "i386";
            request.rootVolumeGiB = -1;
            request.recipe = "coffee";
            request.cellProfilerVersion = "new";
            request.subnetId = "net";
            request.securityGroupIds = "sg-1, group";
            request.allowedCidr = "10.0.0.0/40";
            request.address = "home";
            request.sshPort = 0;
            request.tags = "plates";
            request.keepOnFailure = true;
            request.timeoutMinutes = 0;
        });
        for (String name : List.of(
                "name",
                "os",
                "architecture",
                "rootVolumeGiB",
                "recipe",
                "subnetId",
                "securityGroupIds",
                "allowedCidr",
                "address",
                "sshPort",
                "tags",
                "keepOnFailure",
                "timeoutMinutes")) {
            assertThat(said, containsString(name + ": "));
        }
    }

    @Test
    public void aPublicAddressNeedsARangeOrGroups() throws Exception {
        assertThat(problem(request -> request.address = "public"), containsString("allowedCidr: "));
        BakeRequest request = request();
        request.address = "public";
        request.securityGroupIds = "sg-0123456789abcdef0";
        BakeCheck.check(request);
    }

    @Test
    public void thereMustBeSomethingToBakeAndOneScriptAtMost() {
        assertThat(problem(request -> request.recipe = ""), containsString("nothing to bake"));
        assertThat(
                problem(request -> {
                    request.script = "true";
                    request.scriptFile = "install.sh";
                }),
                containsString("not both"));
    }

    @Test
    public void rangesAreOfFourNumbersAndALength() {
        assertThat(
                List.of("10.0.0.0/8", "203.0.113.7/32", "0.0.0.0/0").stream().allMatch(ParameterRules::isCidr),
                is(true));
        assertThat(
                List.of("10.0.0.0", "10.0.0/8", "256.0.0.0/8", "10.0.0.0/33", "10.0.0.0/8 ").stream()
                        .noneMatch(ParameterRules::isCidr),
                is(true));
    }

    @Test
    public void tagsOfOthersAreNotForPeople() {
        assertThat(
                problem(request -> request.tags = "parallelcluster:version=1"),
                containsString("'parallelcluster:version' belongs to"));
    }

    private static String tags(int count) {
        return IntStream.range(0, count).mapToObj(i -> "key" + i + "=value").collect(Collectors.joining(","));
    }

    @Test
    public void whatAwsTakesAsTagsIsTakenAndNoMore() throws Exception {
        BakeRequest request = request();
        request.tags = "k".repeat(128) + "=" + "v".repeat(256) + "\nR&D Größe (new)=\nAws=1\nName=mine," + tags(38);
        BakeCheck.check(request);
        assertThat(UserTags.parse(request.tags).get("R&D Größe (new)"), is(""));

        assertThat(
                problem(r -> r.tags = "k".repeat(129) + "=v"), containsString("has 129 characters, and AWS takes 128"));
        assertThat(
                problem(r -> r.tags = "owner=" + "v".repeat(257)),
                containsString("the value of 'owner' has 257 characters, and AWS takes 256"));
        assertThat(problem(r -> r.tags = "AWS:owner=v"), containsString("'AWS:owner' belongs to AWS"));
        assertThat(problem(r -> r.tags = "a=1, b=2, a=3"), containsString("the key 'a' is given twice"));
        assertThat(problem(r -> r.tags = "a=1\t2"), containsString("'a=1?2' holds a character that cannot be seen"));
    }

    @Test
    public void thereIsRoomForAsManyTagsAsTheImageHasNoneOfOursFor() throws Exception {
        BakeRequest request = request();
        request.tags = tags(41);
        BakeCheck.check(request);
        assertThat(problem(r -> r.tags = tags(42)), containsString("there are 42, and AWS takes 41 at most besides 9"));
    }

    @Test
    public void aSystemThatTheRecipeDoesNotKnowIsSaidBeforeAnythingStarts() throws Exception {
        assertThat(
                problem(request -> request.os = "rhel9"),
                containsString("recipe: it runs on ubuntu2204, ubuntu2404, alinux2023, and os is rhel9"));
        BakeRequest request = request();
        request.os = "rhel9";
        request.recipe = "";
        request.script = "true";
        BakeCheck.check(request);
    }

    @Test
    public void aSystemIsForTheReleasesThatHaveIt() throws Exception {
        assertThat(
                problem(request -> bare(request).os = "alinux2"),
                containsString("os: ParallelCluster 3.16.1 has no alinux2 any more, only releases before 3.16.0"));
        assertThat(
                problem(request -> {
                    bare(request).os = "ubuntu2004";
                    request.parallelClusterVersion = "3.14.0";
                }),
                containsString("os: ParallelCluster 3.14.0 has no ubuntu2004 any more, only releases before 3.14.0"));
        BakeRequest earlier = bare(request());
        earlier.os = "ubuntu2004";
        earlier.parallelClusterVersion = "3.9.3";
        BakeCheck.check(earlier);
    }

    @Test
    public void rockyLinuxHasNoPublicImageToBakeUpon() throws Exception {
        for (String os : List.of("rocky8", "rocky9")) {
            assertThat(
                    problem(request -> bare(request).os = os),
                    containsString("baseAmi: AWS publishes no image of ParallelCluster for " + os));
        }
        BakeRequest request = bare(request());
        request.os = "rocky9";
        request.baseAmi = "ami-0123456789abcdef0";
        BakeCheck.check(request);
    }

    /** For a script alone, on any system. */
    private static BakeRequest bare(BakeRequest request) {
        request.recipe = "";
        request.script = "true";
        return request;
    }

    @Test
    public void mirrorsAreUrlsWithoutPasswords() throws Exception {
        BakeRequest request = request();
        request.pipIndexUrl = "https://mirror.example.org/simple";
        request.packageProxy = "http://10.0.0.7:3142";
        for (String source : List.of("https://mirror.example.org/python", "/opt/python3.9/bin/python3.9")) {
            request.pythonSource = source;
            BakeCheck.check(request);
        }
        for (String text : List.of("mirror", "ftp://mirror.example.org", "https:///simple", "https://a b", "--help")) {
            assertThat(problem(r -> r.pipIndexUrl = text), containsString("pipIndexUrl: '" + text + "' is not a URL"));
            assertThat(problem(r -> r.packageProxy = text), containsString("packageProxy: '" + text + "' is not a"));
            assertThat(problem(r -> r.pythonSource = text), containsString("pythonSource: '" + text + "' is not a"));
        }
        assertThat(problem(r -> r.pythonSource = "/opt/$(reboot)"), containsString("is not the path of a Python 3.9"));
        assertThat(
                problem(r -> r.pipIndexUrl = "http://mirror.example.org/simple"),
                containsString("is not a URL of https;"));
    }

    @Test
    public void whatMayBeAPasswordInAUrlIsNotSaidAgain() {
        for (String text : List.of(
                "https://me:s3cr3t@mirror.example.org/simple",
                "https://me:s3cr3t@my_mirror/simple",
                "https://me:s3cr3t/b==@mirror.example.org/simple",
                "https://me:s3cr3t^w@mirror.example.org",
                "https://me:s3cr3t\n@mirror.example.org",
                "https://mirror.example.org/simple?token=s3cr3t",
                "https://mirror.example.org/simple#s3cr3t",
                "me:s3cr3t@mirror.example.org")) {
            String said = ": a user, password or query in the URL";
            assertThat(problem(r -> r.pipIndexUrl = text), isSaidWithout("s3cr3t", "pipIndexUrl" + said));
            assertThat(problem(r -> r.packageProxy = text), isSaidWithout("s3cr3t", "packageProxy" + said));
            assertThat(problem(r -> r.pythonSource = text), isSaidWithout("s3cr3t", "pythonSource" + said));
        }
    }

    private static Matcher<String> isSaidWithout(String secret, String said) {
        return allOf(containsString(said), not(containsString(secret)));
    }

    @Test
    public void aKeyOfKmsIsNamedByItsIdItsArnOrAnAlias() throws Exception {
        BakeRequest request = request();
        for (String key : List.of(
                "1234abcd-12ab-34cd-56ef-1234567890ab",
                "mrk-1234abcd12ab34cd56ef1234567890ab",
                "alias/images",
                "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/team/images")) {
            request.kmsKeyId = key;
            BakeCheck.check(request);
        }
        for (String key : List.of("images", "1234abcd", "alias/", "arn:aws:s3:::images")) {
            assertThat(problem(r -> r.kmsKeyId = key), containsString("kmsKeyId: '" + key + "' names no key of KMS"));
        }
        assertThat(
                problem(r -> {
                    r.encrypted = false;
                    r.kmsKeyId = "alias/images";
                }),
                containsString("kmsKeyId: the disk is not to be encrypted"));
    }

    @Test
    public void idsOfImagesHaveEightOrSeventeenDigits() throws Exception {
        BakeRequest request = request();
        for (String id : List.of("ami-01234567", "ami-0123456789abcdef0")) {
            request.baseAmi = id;
            BakeCheck.check(request);
        }
        for (String id : List.of("ami-0123456", "ami-012345678", "ami-0123456789abcdef", "ami-0123456789abcdef01")) {
            assertThat(problem(r -> r.baseAmi = id), containsString("baseAmi: '" + id + "' is not the id of an image"));
        }
    }

    @Test
    public void patternsInTheNameAreFilledIn() {
        BakeRequest request = request();
        request.name = "cp {version} {date} {timestamp}";
        assertThat(
                ImageName.of(request.name, "3.16.1", Instant.parse("2026-02-03T04:05:06Z")),
                is("cp 3.16.1 20260203 20260203-040506"));
    }
}
