package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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

    public boolean addOrReplaceAction(@NonNull Action action) {
        boolean replaced = actions.removeIf(one -> one.getClass() == action.getClass());
        actions.add(action);
        return replaced;
    }

    @CheckForNull
    public <T extends Action> T getAction(@NonNull Class<T> type) {
        List<T> all = getActions(type);
        return all.isEmpty() ? null : all.get(0);
    }
}
