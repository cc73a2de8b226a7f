package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.submit.plates.MeasuredPlaces;
import io.jenkins.plugins.hummingbird.submit.plates.PlateMap;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is known of the groups once and for all: their names, and where they are on plates. */
final class PlanView {
    /** While the groups are not known. */
    static final PlanView NONE = new PlanView(new Plan(List.of(), List.of()), List.of());

    private final Plan plan;
    private final List<PlateMap> plates;

    private PlanView(Plan plan, List<PlateMap> plates) {
        this.plan = plan;
        this.plates = plates;
    }

    /** @param folder the operation's, after its plan was made */
    static PlanView read(Path folder) throws IOException {
        Plan plan = Plan.read(folder);
        return new PlanView(plan, PlateMap.of(MeasuredPlaces.read(plan, folder)));
    }

    Plan plan() {
        return plan;
    }

    int size() {
        return plan.groups().size();
    }

    String name(int group) {
        return plan.name(group);
    }

    int imageSets(int group) {
        return plan.group(group).rows();
    }

    /** @return the folder of its results, below that of the output */
    String folder(int group) {
        return plan.group(group).folder();
    }

    List<PlateMap> plates() {
        return plates;
    }
}
