package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.measure.ValueStore;
import io.jenkins.plugins.hummingbird.submit.plates.MeasuredPlaces;
import io.jenkins.plugins.hummingbird.submit.plates.PlateMap;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is known of the groups: their names, and where they are on plates. */
final class PlanView {
    /** While the groups are not known. */
    static final PlanView NONE = new PlanView(new Plan(List.of(), List.of()), List.of(), "");

    private final Plan plan;
    private final List<PlateMap> plates;

    /** Of the measurements when this was read. */
    private final String version;

    private PlanView(Plan plan, List<PlateMap> plates, String version) {
        this.plan = plan;
        this.plates = plates;
        this.version = version;
    }

    /** @param folder the operation's, after its plan was made */
    static PlanView read(Path folder) throws IOException {
        Plan plan = Plan.read(folder);
        String version = ValueStore.version(folder);
        return new PlanView(plan, PlateMap.of(MeasuredPlaces.read(plan, folder)), version);
    }

    /** @return a text that changes when more is known of where groups are */
    String version() {
        return version;
    }

    /** @return whether more may be known by now: of groups whose wells are not, the tables that they wrote may name them */
    boolean isOutdated(Path folder) {
        boolean known = !plates.isEmpty() && plates.stream().allMatch(plate -> plate.everywhere().length == 0);
        return this == NONE || !known && !version.equals(ValueStore.version(folder));
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
