package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.aws.s3.S3Access;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.parameter.Parameter;
import java.io.Serializable;

/** The parameters of a submission that say how images are read from S3, and where in S3 its results go. */
public final class S3Request implements Serializable {
    private static final long serialVersionUID = 1L;

    /** As whom images in S3 are read: a word of {@link S3Access}; empty for the caller's own identity. */
    @Parameter(rule = S3Rules.Access.class)
    public String s3Access = "";

    /**
     * The URL that the results are copied to, with {@code {group}} or metadata keys in braces; empty for no copy. Without
     * braces each group has a folder of its own there.
     */
    @Parameter(variables = true, rule = S3Rules.Results.class)
    public String resultsUrl = "";

    /** Whether results that were copied also stay on the shared file system. */
    public boolean keepLocal = true;

    /**
     * @return as whom images in S3 are read
     * @throws OperationException when the word is none
     */
    public S3Access access() throws OperationException {
        return S3Access.parse(s3Access);
    }

    /** @return whether results are copied to S3 */
    public boolean copiesResults() {
        return !resultsUrl.isEmpty();
    }

    /** @return whether results are removed from the shared file system when they were copied */
    public boolean removesLocal() {
        return copiesResults() && !keepLocal;
    }
}
