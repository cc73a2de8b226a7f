package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

public abstract class Actionable extends AbstractModelObject {
    private final transient List<Action> actions = new CopyOnWriteArrayList<>();

    @NonNull
    public <T extends Action> List<T> getActions(@NonNull Class<T> type) {
        return actions.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public void addAction(@NonNull Action action) {
        actions.add(action);
    }
}
