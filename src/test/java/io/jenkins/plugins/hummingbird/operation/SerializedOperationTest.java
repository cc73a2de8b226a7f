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
 * An operation in the form in which Pipeline saves a program: JBoss Marshalling's River, set up as in workflow-support's
 * RiverWriter and RiverReader. Nothing of Hummingbird lets Pipeline save one, but a field of a step could.
 */
public class SerializedOperationTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static Errand again(Errand errand) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MarshallingConfiguration writing = new MarshallingConfiguration();
        writing.setObjectResolver(new AsItIs());
        Marshaller marshaller = new RiverMarshallerFactory().createMarshaller(writing);
        marshaller.start(Marshalling.createByteOutput(bytes));
        marshaller.writeObject(errand);
        marshaller.finish();

        MarshallingConfiguration reading = new MarshallingConfiguration();
        reading.setClassResolver(new SimpleClassResolver(SerializedOperationTest.class.getClassLoader()));
        reading.setObjectResolver(new AsItIs());
        Unmarshaller unmarshaller = new RiverMarshallerFactory().createUnmarshaller(reading);
        unmarshaller.start(Marshalling.createByteInput(new ByteArrayInputStream(bytes.toByteArray())));
        Errand read = (Errand) unmarshaller.readObject();
        unmarshaller.finish();
        return read;
    }

    private static final class AsItIs implements ObjectResolver {
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
    public void reachesTheSameEndWhenItIsReadAgainAfterEveryMove() throws Exception {
        Outcome outcome = travel(Errand.MOVES);
        assertEquals(Outcome.Kind.DONE, outcome.kind());
        assertEquals(List.of("one", "two", "three"), outcome.result().get("things"));
        assertEquals(Errand.AWKWARD, outcome.result().get("words"));
    }

    @Test
    public void isStoppedBeforeAnyMove() throws Exception {
        for (int moves = 0; moves < Errand.MOVES; moves++) {
            Outcome outcome = travel(moves);
            assertEquals(Outcome.Kind.STOPPED, outcome.kind());
            assertEquals("", outcome.message());
        }
    }

    private Outcome travel(int movesBeforeTheStop) throws IOException, ClassNotFoundException {
        TestContext ground = new TestContext(folder.newFolder().toPath());
        Errand errand = new Errand("errand-1");
        Next next = Next.now();
        for (int moves = 0; !next.over(); moves++) {
            if (moves == movesBeforeTheStop) {
                errand.stop();
            }
            ground.bear(errand);
            next = errand.move(ground);
            ground.pass(next.delay());
            Errand read = again(errand);
            assertFalse(read == errand);
            errand = read;
        }
        return errand.outcome();
    }
}
