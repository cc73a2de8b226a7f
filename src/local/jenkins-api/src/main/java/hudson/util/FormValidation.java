package hudson.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;

public abstract class FormValidation extends IOException implements HttpResponse {
    private static final long serialVersionUID = 1L;

    public final Kind kind;

    private FormValidation(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    private static FormValidation of(Kind kind, String message) {
        return new FormValidation(kind, message) {
            private static final long serialVersionUID = 1L;
        };
    }

    public static FormValidation ok() {
        return of(Kind.OK, null);
    }

    public static FormValidation ok(String message) {
        return of(Kind.OK, message);
    }

    public static FormValidation okWithMarkup(String message) {
        return of(Kind.OK, message);
    }

    public static FormValidation warningWithMarkup(String message) {
        return of(Kind.WARNING, message);
    }

    public static FormValidation warning(@NonNull String message) {
        return of(Kind.WARNING, message);
    }

    public static FormValidation error(@NonNull String message) {
        return of(Kind.ERROR, message);
    }

    public static FormValidation error(String format, Object... arguments) {
        return error(String.format(format, arguments));
    }

    public static FormValidation validateIntegerInRange(String value, int lower, int upper) {
        try {
            int number = Integer.parseInt(value);
            return number >= lower && number <= upper
                    ? ok()
                    : error("must be between " + lower + " and " + upper + ", inclusive");
        } catch (NumberFormatException e) {
            return error("Not an integer");
        }
    }

    public enum Kind {
        OK,
        WARNING,
        ERROR
    }
}
