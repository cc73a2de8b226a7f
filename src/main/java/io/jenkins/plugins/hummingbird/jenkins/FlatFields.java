package io.jenkins.plugins.hummingbird.jenkins;

import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameter;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import java.io.IOException;
import java.io.ObjectInputStream;

/**
 * Reads a step that was serialized, in the program.dat of a Pipeline, when its parameters were fields of its own classes
 * and not yet those of one request.
 */
final class FlatFields {
    private FlatFields() {}

    /** Moves the fields of the class that is being read, if it had any, to the request. */
    static void read(ObjectInputStream in, Object request) throws IOException, ClassNotFoundException {
        ObjectInputStream.GetField fields = in.readFields();
        for (RequestParameter parameter :
                RequestParameters.of(request.getClass()).all()) {
            Object value = value(fields, parameter.name(), parameter.get(request));
            if (value != null) {
                parameter.set(request, value);
            }
        }
    }

    /** @return null when the class had no such field, or nothing was set */
    private static Object value(ObjectInputStream.GetField fields, String name, Object present)
            throws IOException, ClassNotFoundException {
        try {
            return fields.get(name, (Object) null);
        } catch (IllegalArgumentException e) {
            return primitive(fields, name, present);
        }
    }

    private static Object primitive(ObjectInputStream.GetField fields, String name, Object present) throws IOException {
        try {
            if (present instanceof Boolean) {
                return fields.get(name, false);
            } else if (present instanceof Integer) {
                return fields.get(name, 0);
            }
            return present instanceof Long ? fields.get(name, 0L) : null;
        } catch (IllegalArgumentException e) {
            return null; // it is a field of another class of the step
        }
    }
}
