package hudson.model;

public interface Describable<T extends Describable<T>> {
    @SuppressWarnings("unchecked")
    default Descriptor<T> getDescriptor() {
        return jenkins.model.Jenkins.get().getDescriptorOrDie((Class<? extends Describable>) getClass());
    }
}
