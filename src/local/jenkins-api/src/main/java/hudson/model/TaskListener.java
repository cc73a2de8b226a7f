package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

public interface TaskListener extends SerializableOnlyOverRemoting {
    TaskListener NULL = () -> new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @NonNull
    PrintStream getLogger();

    @NonNull
    default PrintWriter error(String message) {
        getLogger().println("ERROR: " + message);
        return new PrintWriter(new OutputStreamWriter(getLogger(), StandardCharsets.UTF_8), true);
    }

    @NonNull
    default PrintWriter error(String format, Object... arguments) {
        return error(String.format(format, arguments));
    }
}
