package io.jenkins.plugins.hummingbird.jenkins;

import com.thoughtworks.xstream.converters.Converter;
import com.thoughtworks.xstream.converters.MarshallingContext;
import com.thoughtworks.xstream.converters.UnmarshallingContext;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.HierarchicalStreamWriter;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameter;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import java.util.function.Supplier;

/**
 * Saves a step in the configuration of a job: an element for each parameter, right in that of the step, as Jenkins does
 * with fields of the step itself. No element is written for an empty text; a parameter without an element has its
 * default. Jenkins finds it as the nested class {@code ConverterImpl} of the step (see XStream2.AssociatedConverterImpl).
 *
 * @param <S> the class of the step
 */
abstract class StepConverter<S extends OperationStep> implements Converter {
    private final Class<S> type;
    private final Supplier<S> maker;

    /** @param maker makes a step with the defaults of all parameters */
    StepConverter(Class<S> type, Supplier<S> maker) {
        this.type = type;
        this.maker = maker;
    }

    @Override
    @SuppressWarnings("rawtypes") // as Converter has it
    public final boolean canConvert(Class other) {
        return type == other;
    }

    @Override
    public final void marshal(Object step, HierarchicalStreamWriter writer, MarshallingContext context) {
        Object request = type.cast(step).request();
        for (RequestParameter parameter :
                RequestParameters.of(request.getClass()).all()) {
            String value = parameter.get(request).toString();
            if (!value.isEmpty()) {
                writer.startNode(parameter.name());
                writer.setValue(value);
                writer.endNode();
            }
        }
    }

    @Override
    public final S unmarshal(HierarchicalStreamReader reader, UnmarshallingContext context) {
        S step = maker.get();
        Object request = step.request();
        RequestParameters<?> parameters = RequestParameters.of(request.getClass());
        while (reader.hasMoreChildren()) {
            reader.moveDown();
            String value = reader.getValue();
            parameters.find(reader.getNodeName()).ifPresent(parameter -> parameter.setText(request, value));
            reader.moveUp();
        }
        return step;
    }
}
