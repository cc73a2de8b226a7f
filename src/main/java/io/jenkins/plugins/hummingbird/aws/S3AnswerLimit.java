package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.Limits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Ends an answer of S3 that the SDK would read into memory, such as a listing, beyond {@link Limits#S3_ANSWER}. */
final class S3AnswerLimit implements ExecutionInterceptor {
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        boolean listing =
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME).startsWith("List");
        return listing
                        && attributes
                                .getAttribute(SdkExecutionAttribute.SERVICE_NAME)
                                .equals("S3")
                ? context.responseBody().map(Limited::new)
                : context.responseBody();
    }

    private static final class Limited extends FilterInputStream {
        private long left = Limits.S3_ANSWER;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int read) throws IOException {
            left -= Math.max(read, 0);
            if (left < 0) {
                throw new IOException("the answer of S3 has more than " + Limits.words(Limits.S3_ANSWER));
            }
        }
    }
}
