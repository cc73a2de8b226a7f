package io.jenkins.plugins.hummingbird.submit.board;

import io.jenkins.plugins.hummingbird.operation.text.ByteSize;
import java.util.Collection;

/**
 * How much the last attempt of each group has read from S3 and written there.
 *
 * @param fetched in bytes
 * @param uploaded in bytes
 */
public record S3Transfer(long fetched, long uploaded) {
    /** @param records the last one of each group that left one */
    public static S3Transfer of(Collection<GroupRecord> records) {
        return new S3Transfer(
                records.stream().mapToLong(GroupRecord::fetchedBytes).sum(),
                records.stream().mapToLong(GroupRecord::uploadedBytes).sum());
    }

    /** @return such as {@code 3.1 GiB read, 40.0 MiB written}; empty for nothing */
    public String words() {
        return fetched + uploaded == 0
                ? ""
                : ByteSize.words(fetched) + " read, " + ByteSize.words(uploaded) + " written";
    }
}
