package io.jenkins.plugins.hummingbird.submit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the listings artifacts of the build and ends the submission. */
final class ArchiveListings implements Part {
    private static final String SUMMARY = "summary.json";
    private static final int MOST_NAMES = 1000;

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        Map<String, Object> result = result(submission, around);
        Path summary = around.folder().resolve(SUMMARY);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(summary.toFile(), result);
        Map<String, Path> artifacts = new LinkedHashMap<>();
        for (String file : List.of(SUMMARY, ListOutputs.GROUPS, ListOutputs.OUTPUTS, ListOutputs.JUNIT)) {
            artifacts.put(
                    "hummingbird/" + submission.id() + "/" + file,
                    around.folder().resolve(file));
        }
        Map<String, Path> plates = PlateFiles.write(submission, around);
        plates.forEach((name, file) -> artifacts.put("hummingbird/" + submission.id() + "/" + name, file));
        for (ArtifactFile file : ArtifactChoice.read(around.folder())) {
            Path copy = file.copy(around.folder());
            if (Files.exists(copy)) {
                artifacts.put("hummingbird/" + submission.id() + "/" + file.artifact(), copy);
            }
        }
        around.archive(artifacts);

        GroupStates states = submission.states;
        int bad = states.count(GroupState.FAILED) + states.count(GroupState.LOST);
        new ClosingTable(submission, submission.plan(around.folder()), around.now())
                .lines()
                .forEach(around::log);
        around.log("artifacts: hummingbird/" + submission.id() + "/summary.json, groups.csv, outputs.csv, junit.xml"
                + (plates.isEmpty() ? "" : ", and a picture of each plate"));
        if (bad <= submission.request().maxFailed) {
            return submission.end(result);
        }
        String why = bad + " of " + states.size() + " groups failed or were lost, more than maxFailed ("
                + submission.request().maxFailed + "): " + names(submission, around, 5)
                + ". groups.csv among the artifacts has the reasons.";
        if (submission.request().onFailed.equals(SubmitRequest.UNSTABLE)) {
            return submission.endUnstable(why, result);
        }
        throw new OperationException(why);
    }

    private static String names(Submission submission, SubmitSurroundings around, int most) throws IOException {
        List<String> names = failed(submission, around);
        return String.join("; ", names.subList(0, Math.min(most, names.size()))) + (names.size() > most ? "; ..." : "");
    }

    private static List<String> failed(Submission submission, SubmitSurroundings around) throws IOException {
        Plan plan = submission.plan(around.folder());
        List<String> names = new ArrayList<>();
        submission.failures.stream().limit(MOST_NAMES).forEach(failure -> names.add(plan.name(failure.group())));
        return names;
    }

    /** The result of the step: plain values, whole numbers as longs. */
    private static Map<String, Object> result(Submission submission, SubmitSurroundings around) throws IOException {
        GroupStates states = submission.states;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("submission", submission.id());
        result.put("jobIds", new ArrayList<>(submission.arrayIds()));
        result.put("groups", (long) states.size());
        result.put("completed", (long) states.count(GroupState.COMPLETED));
        result.put("failed", (long) states.count(GroupState.FAILED));
        result.put("skipped", (long) states.count(GroupState.SKIPPED));
        result.put("lost", (long) states.count(GroupState.LOST));
        result.put("failedGroups", failed(submission, around));
        result.put("outputFiles", submission.outputFiles);
        result.put("outputBytes", submission.outputBytes);
        result.put(
                "seconds", Duration.between(submission.started(), around.now()).toSeconds());
        return result;
    }
}
