package io.jenkins.plugins.hummingbird.submit.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import org.junit.Test;

public class GroupRecordTest {
    private static final String BEGINNING = "7\t0.0.ab\tfailed\t1\t0\t4\tnode1\t1\t2\texit\t512\t";

    @Test
    public void aRecordSaysHowManyBytesCameFromS3AndWentThere() {
        GroupRecord record = GroupRecord.parseLine(BEGINNING + "1200000000\t34\ts3://b/k: 503 SlowDown: Slow down.");
        assertThat(record.peakKiB(), is(512L));
        assertThat(record.fetchedBytes(), is(1_200_000_000L));
        assertThat(record.uploadedBytes(), is(34L));
        assertThat(record.detail(), is("s3://b/k: 503 SlowDown: Slow down."));
    }

    @Test
    public void aRecordOfAnEarlierVersionSaysNothingOfS3() {
        GroupRecord record = GroupRecord.parseLine(BEGINNING + "1,3");
        assertThat(record.detail(), is("1,3"));
        assertThat(record.fetchedBytes() + record.uploadedBytes(), is(0L));
    }

    @Test
    public void aLineWithAnotherNumberOfFieldsIsNoRecord() {
        assertThat(GroupRecord.parseLine(BEGINNING + "1\t"), is(nullValue()));
        assertThat(GroupRecord.parseLine(BEGINNING + "1\t2\t\t"), is(nullValue()));
        assertThat(GroupRecord.parseLine(BEGINNING + "x\t2\t"), is(nullValue()));
    }
}
