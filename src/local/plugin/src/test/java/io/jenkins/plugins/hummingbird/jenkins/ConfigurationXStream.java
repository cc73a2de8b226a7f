package io.jenkins.plugins.hummingbird.jenkins;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.converters.Converter;
import com.thoughtworks.xstream.converters.MarshallingContext;
import com.thoughtworks.xstream.converters.UnmarshallingContext;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.HierarchicalStreamWriter;

/**
 * Saves configurations as Jenkins does. Of what its XStream2 adds to XStream this has the converters that are nested classes
 * of the class which they convert, with the priority that they have there.
 */
final class ConfigurationXStream {
    private static final int PRIORITY = -10;

    private ConfigurationXStream() {}

    static XStream make() {
        XStream xstream = new XStream();
        xstream.allowTypesByWildcard(new String[] {"io.jenkins.plugins.hummingbird.**"});
        xstream.registerConverter(new AssociatedConverter(), PRIORITY);
        return xstream;
    }

    private static final class AssociatedConverter implements Converter {
        private static Converter of(Class<?> type) {
            if (type == null || type.getClassLoader() == null) {
                return null;
            }
            try {
                return (Converter) type.getClassLoader()
                        .loadClass(type.getName() + "$ConverterImpl")
                        .getConstructors()[0]
                        .newInstance();
            } catch (ClassNotFoundException e) {
                return null;
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        @SuppressWarnings("rawtypes") // as Converter has it
        public boolean canConvert(Class type) {
            return of(type) != null;
        }

        @Override
        public void marshal(Object source, HierarchicalStreamWriter writer, MarshallingContext context) {
            of(source.getClass()).marshal(source, writer, context);
        }

        @Override
        public Object unmarshal(HierarchicalStreamReader reader, UnmarshallingContext context) {
            return of(context.getRequiredType()).unmarshal(reader, context);
        }
    }
}
