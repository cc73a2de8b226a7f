package io.jenkins.plugins.hummingbird.aws.s3;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** URLs of S3, the words of the parameter, and which keys can be files. */
public class S3LocationTest {
    private static String problem(String text) {
        return assertThrows(OperationException.class, () -> S3Location.parse(text))
                .getMessage();
    }

    @Test
    public void takesKeysAsTheyAre() throws Exception {
        for (String key : List.of("a.tif", "plate 1/a+b%20c?d#e.tif", "größe/µ.tif", "/leading", "a//b/", "")) {
            S3Location location = S3Location.parse("s3://my-images.lab1/" + key);
            assertEquals("my-images.lab1", location.bucket());
            assertEquals(key, location.key());
            assertEquals(location, S3Location.parse(location.toString()));
        }
    }

    @Test
    public void aFolderHasASlashAtItsEnd() throws Exception {
        assertEquals("s3://images/", S3Location.parse("s3://images").folder().toString());
        assertEquals("s3://images/", S3Location.parse("s3://images/").folder().toString());
        assertEquals(
                "s3://images/p/", S3Location.parse("s3://images/p").folder().toString());
        assertEquals(
                "s3://images/p/", S3Location.parse("s3://images/p/").folder().toString());
        assertTrue(S3Location.parse("s3://images").isFolder());
        assertFalse(S3Location.parse("s3://images/p").isFolder());
    }

    @Test
    public void saysWhatIsWrongWithTheNameOfABucket() {
        Map<String, String> wrong = Map.of(
                "",
                "the name of the bucket is missing",
                "ab",
                "3 to 63 characters, and 'ab' has 2",
                "a".repeat(64),
                "3 to 63 characters",
                "My-Images",
                "small letters, digits, dots and hyphens only, unlike 'My-Images'",
                "my_images",
                "small letters",
                "arn:aws:s3:::images",
                "small letters",
                "-images",
                "begins and ends with a letter or digit",
                "images.",
                "begins and ends with a letter or digit",
                "my..images",
                "no two dots in a row",
                "192.168.5.4",
                "an IP address");
        wrong.forEach((bucket, said) -> assertThat(
                problem("s3://" + bucket + "/a.tif"),
                allOf(startsWith("'s3://" + bucket + "/a.tif' is no place in S3: "), containsString(said))));
        assertThat(problem("s3://"), containsString("the name of the bucket is missing"));
    }

    @Test
    public void takesTheAliasOfAnAccessPoint() throws Exception {
        assertEquals(
                "lab-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias",
                S3Location.parse("s3://lab-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias/a")
                        .bucket());
    }

    @Test
    public void rejectsOtherTexts() {
        assertThat(problem("https://images.s3.amazonaws.com/a"), containsString("does not begin with s3://"));
        assertThat(problem("S3://images/a"), containsString("does not begin with s3://, in small letters"));
        assertThat(problem("s3://images/a\nb"), containsString("the key has a control character"));
        assertThat(
                problem("s3://images/" + "ü".repeat(513)),
                allOf(containsString("longer than the 1024 bytes"), endsWith("not percent-encoded.")));
    }

    @Test
    public void recognizesWhatIsMeantAsAUrlOfS3() {
        assertTrue(S3Location.isS3("s3://images"));
        assertTrue(S3Location.isS3("S3://x"));
        assertFalse(S3Location.isS3("/data/s3://images"));
        assertFalse(S3Location.isS3("s3:/images"));
        assertFalse(S3Location.isS3(""));
    }

    @Test
    public void knowsWhichKeysCanBeFiles() {
        for (String key : List.of("a", "a/b c.tif", "...", "a/.b", "ü".repeat(127), "a\\b", "a:b")) {
            assertTrue(key, S3Location.isFileKey(key));
        }
        for (String key : List.of(
                "",
                "/a",
                "a/",
                "a//b",
                ".",
                "a/./b",
                "../a",
                "a/..",
                "ü".repeat(128),
                "a\tb",
                "a\u0085",
                "a\u007f/b")) {
            assertFalse(key, S3Location.isFileKey(key));
        }
    }

    @Test
    public void readsTheWordsOfTheParameter() throws Exception {
        assertEquals(S3Access.OWN, S3Access.parse(null));
        assertEquals(S3Access.OWN, S3Access.parse(" "));
        for (S3Access access : S3Access.values()) {
            assertEquals(access, S3Access.parse(access.word()));
        }
        assertEquals("requester-pays", S3Access.parse("requesterPays").setting());
        assertThat(
                assertThrows(OperationException.class, () -> S3Access.parse("public"))
                        .getMessage(),
                startsWith("s3Access: there is no 'public'. Use 'anonymous'"));
    }
}
