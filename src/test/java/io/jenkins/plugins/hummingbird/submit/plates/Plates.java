package io.jenkins.plugins.hummingbird.submit.plates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The drawn images of src/local/plates. */
public final class Plates {
    private Plates() {}

    /** Draws images into a folder, as make-plates is told by further words. */
    public static void make(Path folder, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3", "src/local/plates/make-plates", folder.toString()));
        command.addAll(List.of(words));
        run(command);
    }

    /** Runs a command at the top of the repository. */
    public static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(top().toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command + ": " + out, process.waitFor(), is(0));
    }

    /** @return docs/examples/nuclei.cppipe, with these modules in place of LoadData: Images, Metadata, NamesAndTypes, Groups */
    public static String nucleiOf(String inputModules) throws IOException {
        String pipeline = Files.readString(top().resolve("docs/examples/nuclei.cppipe"));
        return pipeline.substring(0, pipeline.indexOf("LoadData:[")).replace("ModuleCount:6", "ModuleCount:9")
                + inputModules
                + pipeline.substring(pipeline.indexOf("IdentifyPrimaryObjects:["));
    }

    /** The top of the repository. */
    public static Path top() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("src/local/plates"))) {
            at = at.getParent();
        }
        return at;
    }
}
