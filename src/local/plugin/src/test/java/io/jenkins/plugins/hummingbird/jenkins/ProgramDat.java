package io.jenkins.plugins.hummingbird.jenkins;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jboss.marshalling.Marshaller;
import org.jboss.marshalling.Marshalling;
import org.jboss.marshalling.MarshallingConfiguration;
import org.jboss.marshalling.ObjectResolver;
import org.jboss.marshalling.SimpleClassResolver;
import org.jboss.marshalling.Unmarshaller;
import org.jboss.marshalling.river.RiverMarshallerFactory;

/**
 * Writes and reads as Jenkins does {@code program.dat}: with JBoss Marshalling's River protocol and what the
 * workflow-support plugin sets of it. None of our classes needs a pickle, so the resolvers replace nothing.
 */
public final class ProgramDat {
    private static final ObjectResolver AS_IT_IS = new ObjectResolver() {
        @Override
        public Object readResolve(Object replacement) {
            return replacement;
        }

        @Override
        public Object writeReplace(Object original) {
            return original;
        }
    };

    private ProgramDat() {}

    public static byte[] write(Object object) throws IOException {
        MarshallingConfiguration configuration = new MarshallingConfiguration();
        configuration.setObjectResolver(AS_IT_IS);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Marshaller marshaller = new RiverMarshallerFactory().createMarshaller(configuration);
        marshaller.start(Marshalling.createByteOutput(bytes));
        marshaller.writeObject(object);
        marshaller.finish();
        return bytes.toByteArray();
    }

    public static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        MarshallingConfiguration configuration = new MarshallingConfiguration();
        configuration.setClassResolver(new SimpleClassResolver(ProgramDat.class.getClassLoader()));
        configuration.setObjectResolver(AS_IT_IS);
        Unmarshaller unmarshaller = new RiverMarshallerFactory().createUnmarshaller(configuration);
        unmarshaller.start(Marshalling.createByteInput(new ByteArrayInputStream(bytes)));
        Object object = unmarshaller.readObject();
        unmarshaller.finish();
        return object;
    }
}
