package io.jenkins.plugins.hummingbird.operation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.EOFException;
import java.io.IOException;
import org.junit.Test;

public class ErrorSentenceTest {
    @Test
    public void anExceptionThatSaysNothingIsNamed() {
        assertThat(ErrorSentence.message(new IOException("no route")), is("no route"));
        assertThat(ErrorSentence.message(new EOFException()), is("EOFException"));
        assertThat(ErrorSentence.message(new EOFException(" ")), is("EOFException"));
    }
}
