package io.jenkins.plugins.hummingbird.operation;

import com.thoughtworks.xstream.converters.reflection.ObjectAccessException;
import com.thoughtworks.xstream.converters.reflection.SunUnsafeReflectionProvider;
import java.lang.reflect.Constructor;

/**
 * Creates the objects of a saved state with their no-argument constructor, if they have one: a field that is missing in
 * the saved state, because an earlier version of the plugin wrote it, has its initial value instead of null. XStream by
 * itself calls no constructor.
 */
final class InitialValues extends SunUnsafeReflectionProvider {
    @Override
    public Object newInstance(Class type) {
        Constructor<?> constructor;
        try {
            constructor = type.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            return super.newInstance(type);
        }
        if (!type.getName().startsWith("io.jenkins.plugins.hummingbird.")) {
            return super.newInstance(type);
        }
        try {
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ObjectAccessException("Cannot construct " + type.getName(), e);
        }
    }
}
