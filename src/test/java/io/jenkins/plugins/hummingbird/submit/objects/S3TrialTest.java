package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import org.junit.Test;

/** What is said of what the head node cannot do in S3. */
public class S3TrialTest {
    private static final String READ = "s3://plates/P1/A01.tif";
    private static final String WRITE = "s3://results/night/A01";

    private static S3Trial trial(String answer) throws Exception {
        return S3Trial.parse(answer, READ, WRITE);
    }

    private static String reading(String code) throws Exception {
        return trial(code + "\t\t" + READ + ": 403 X: y").sentence("head:22");
    }

    private static String writing(String code) throws Exception {
        return trial("write-" + code + "\t\t").sentence("head:22");
    }

    @Test
    public void whatSucceededHasNothingToSay() throws Exception {
        assertThat(trial("ok").succeeded(), is(true));
        assertThat(trial("ok").isTemporary() || trial("ok").isUnknown(), is(false));
        assertThat(trial("denied\t\tx").succeeded(), is(false));
    }

    @Test
    public void whatTheRoleMayNotReadIsGivenWithTheLinesOfTheConfiguration() throws Exception {
        assertThat(
                reading("denied"),
                is("head:22 cannot read s3://plates/P1/A01.tif: its role may not. In cluster-config.yaml add Iam:"
                        + " {S3Access: [{BucketName: plates}]} to HeadNode and to each of Scheduling/SlurmQueues, and"
                        + " update the cluster; or allow the roles s3:GetObject on arn:aws:s3:::plates/*. A bucket of"
                        + " another account must allow them, too; one that is public can be read with s3Access:"
                        + " 'anonymous', one whose reader pays with s3Access: 'requesterPays'. S3:"
                        + " s3://plates/P1/A01.tif: 403 X: y"));
    }

    @Test
    public void whatTheRoleMayNotWriteIsGivenWithTheLinesOfTheConfiguration() throws Exception {
        assertThat(
                writing("denied"),
                is("head:22 cannot write to s3://results/night/A01: its role may not. In cluster-config.yaml add Iam:"
                        + " {S3Access: [{BucketName: results, EnableWriteAccess: true}]} to HeadNode and to each of"
                        + " Scheduling/SlurmQueues, and update the cluster; or allow the roles s3:PutObject,"
                        + " s3:GetObject, s3:DeleteObject and s3:AbortMultipartUpload on arn:aws:s3:::results/*,"
                        + " and s3:ListBucket on arn:aws:s3:::results."));
    }

    @Test
    public void aKeyOfKmsNeedsMoreToBeWrittenWith() throws Exception {
        assertThat(
                reading("kms"),
                startsWith("head:22 cannot read s3://plates/P1/A01.tif: its role may not use the KMS"
                        + " key of the object or the bucket. Allow kms:Decrypt on that key, "));
        assertThat(
                writing("kms"),
                startsWith("head:22 cannot write to s3://results/night/A01: its role may not use the KMS key of the"
                        + " object or the bucket. Allow kms:Decrypt and kms:GenerateDataKey on that key, "));
    }

    @Test
    public void theOtherReasonsHaveARemedyEach() throws Exception {
        String cannot = "head:22 cannot read s3://plates/P1/A01.tif: ";
        assertThat(reading("region"), startsWith(cannot + "the bucket is in another region, and S3 does not redirect"));
        assertThat(
                trial("region\teu-west-1\tx").sentence("head:22"),
                startsWith(cannot + "the bucket is in region eu-west-1, and S3 does not redirect this request. Set"));
        assertThat(reading("missing"), startsWith(cannot + "it is gone since the bucket was listed. Start the build"));
        assertThat(reading("bucket"), startsWith(cannot + "there is no bucket plates. Correct the URL. S3: "));
        assertThat(
                writing("bucket"),
                is("head:22 cannot write to s3://results/night/A01: there is no bucket results. Correct resultsUrl, or"
                        + " make the bucket."));
        assertThat(reading("network"), startsWith(cannot + "S3 does not answer. In a subnet without a way"));
        assertThat(reading("other"), is(cannot + "S3 refuses it. S3: s3://plates/P1/A01.tif: 403 X: y"));
        assertThat("a word of a later version", reading("astonished"), startsWith(cannot + "S3 refuses it."));
    }

    @Test
    public void onlyAConnectionIsTriedAgainAndAMissingClientIsNoFailure() throws Exception {
        assertThat(trial("network\t\tx").isTemporary(), is(true));
        assertThat(trial("write-network\t\tx").isTemporary(), is(true));
        assertThat(trial("denied\t\tx").isTemporary(), is(false));
        assertThat(trial("no-client\t\t").isUnknown(), is(true));
        assertThat(
                trial("no-client\t\t").sentence("head:22"),
                is("head:22 has neither boto3 in the Python of CellProfiler nor the AWS CLI, so S3 is not tried from"
                        + " there. The compute nodes need one of them."));
    }

    @Test
    public void whatWasAskedOfTheResultsAloneIsOfThem() throws Exception {
        assertThat(
                S3Trial.parse("denied\t\t", "", WRITE).sentence("head:22"),
                startsWith("head:22 cannot write to s3://results/night/A01: "));
    }

    @Test
    public void anAnswerThatIsNoneIsShownAndAskedForAgain() {
        for (String answer : new String[] {"", "okay", "denied", "denied\tx", "a\tb\tc\td"}) {
            assertThat(
                    assertThrows(IOException.class, () -> trial(answer)).getMessage(),
                    is("the try of S3 printed '" + answer + "'"));
        }
        assertThat(
                assertThrows(IOException.class, () -> trial("x".repeat(999)))
                        .getMessage()
                        .length(),
                is("the try of S3 printed ''".length() + 200));
    }
}
