package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.submit.state.SampleForecast;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.util.ArrayList;
import java.util.List;

/**
 * That only a sample of the groups runs, and what that says of all of them.
 *
 * @param words a sentence; empty where no sample is wanted, and before it is chosen
 * @param forecast the figures, each with its name before it; empty where there are none
 */
public record SampleView(String words, List<List<String>> forecast) {
    static SampleView of(SubmissionState submission) {
        if (submission.wholeGroups == 0 || submission.groupTasks.states == null) {
            return new SampleView("", List.of());
        }
        int groups = submission.groupTasks.states.size();
        String sample = "The sample has " + groups + " of " + submission.wholeGroups + " groups.";
        SampleForecast forecast = submission.forecast;
        if (forecast == null) {
            return new SampleView(sample, List.of());
        }
        if (forecast.measured == 0) {
            return new SampleView(sample + " " + forecast.words(), List.of());
        }
        List<List<String>> rows = new ArrayList<>();
        forecast.parts().forEach((name, value) -> rows.add(List.of(name, value)));
        if (!forecast.left().isEmpty()) {
            rows.add(List.of(
                    "Left",
                    forecast.left() + ", as " + forecast.done + " " + Wording.isOrAre(forecast.done) + " done"));
        }
        return new SampleView(
                sample + " Forecast for all " + forecast.groups + " groups, from " + forecast.measured + " that ran:",
                rows);
    }
}
