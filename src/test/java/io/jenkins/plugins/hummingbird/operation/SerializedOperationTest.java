package io.jenkins.plugins.hummingbird.operation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jboss.marshalling.Marshaller;
import org.jboss.marshalling.Marshalling;
import org.jboss.marshalling.MarshallingConfiguration;
import org.jboss.marshalling.ObjectResolver;
import org.jboss.marshalling.SimpleClassResolver;
import org.jboss.marshalling.Unmarshaller;
import org.jboss.marshalling.river.RiverMarshallerFactory;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * An operation serialized as Pipeline serializes a program: with JBoss Marshalling's River protocol, configured as in
 * RiverWriter and RiverReader of workflow-support. Hummingbird never lets Pipeline save an operation, but a field of a
 * step could hold one.
 */
public class SerializedOperationTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static SampleOperation serializedCopy(SampleOperation operation)
            throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MarshallingConfiguration writing = new MarshallingConfiguration();
        writing.setObjectResolver(new IdentityResolver());
        Marshaller marshaller = new RiverMarshallerFactory().createMarshaller(writing);
        marshaller.start(Marshalling.createByteOutput(bytes));
        marshaller.writeObject(operation);
        marshaller.finish();

        MarshallingConfiguration reading = new MarshallingConfiguration();
        reading.setClassResolver(new SimpleClassResolver(SerializedOperationTest.class.getClassLoader()));
        reading.setObjectResolver(new IdentityResolver());
        Unmarshaller unmarshaller = new RiverMarshallerFactory().createUnmarshaller(reading);
        unmarshaller.start(Marshalling.createByteInput(new ByteArrayInputStream(bytes.toByteArray())));
        SampleOperation read = (SampleOperation) unmarshaller.readObject();
        unmarshaller.finish();
        return read;
    }

    private static final class IdentityResolver implements ObjectResolver {
        @Override
        public Object readResolve(Object replacement) {
            return replacement;
        }

        @Override
        public Object writeReplace(Object original) {
            return original;
        }
    }

    @Test
    public void hasTheSameOutcomeWhenItIsReadAfterEveryMove() throws Exception {
        Outcome outcome = outcome(SampleOperation.MOVES);
        assertEquals(Outcome.Kind.DONE, outcome.kind());
        assertEquals(List.of("one", "two", "three"), outcome.result().get("things"));
        assertEquals(SampleOperation.SPECIAL_TEXT, outcome.result().get("words"));
    }

    @Test
    public void isStoppedBeforeAnyMove() throws Exception {
        for (int moves = 0; moves < SampleOperation.MOVES; moves++) {
            Outcome outcome = outcome(moves);
            assertEquals(Outcome.Kind.STOPPED, outcome.kind());
            assertEquals("", outcome.message());
        }
    }

    private Outcome outcome(int movesBeforeStop) throws IOException, ClassNotFoundException {
        TestContext context = new TestContext(folder.newFolder().toPath());
        SampleOperation operation = new SampleOperation("sample-1");
        Next next = Next.now();
        for (int moves = 0; !next.over(); moves++) {
            if (moves == movesBeforeStop) {
                operation.stop();
            }
            context.attach(operation);
            next = operation.move(context);
            context.advance(next.delay());
            SampleOperation read = serializedCopy(operation);
            assertFalse(read == operation);
            operation = read;
        }
        return operation.outcome();
    }
}
