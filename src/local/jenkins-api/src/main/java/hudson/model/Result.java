package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.List;

public final class Result implements Serializable {
    private static final long serialVersionUID = 1L;

    public static final Result SUCCESS = new Result("SUCCESS", 0);
    public static final Result UNSTABLE = new Result("UNSTABLE", 1);
    public static final Result FAILURE = new Result("FAILURE", 2);
    public static final Result NOT_BUILT = new Result("NOT_BUILT", 3);
    public static final Result ABORTED = new Result("ABORTED", 4);

    private static final List<Result> ALL = List.of(SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED);

    private final String name;
    public final int ordinal;

    private Result(String name, int ordinal) {
        this.name = name;
        this.ordinal = ordinal;
    }

    @NonNull
    public Result combine(@NonNull Result that) {
        return isWorseThan(that) ? this : that;
    }

    public boolean isWorseThan(@NonNull Result that) {
        return ordinal > that.ordinal;
    }

    @NonNull
    public static Result fromString(@NonNull String name) {
        return ALL.stream()
                .filter(one -> one.name.equalsIgnoreCase(name))
                .findFirst()
                .orElse(FAILURE);
    }

    @NonNull
    @Override
    public String toString() {
        return name;
    }

    private Object readResolve() {
        return fromString(name);
    }
}
