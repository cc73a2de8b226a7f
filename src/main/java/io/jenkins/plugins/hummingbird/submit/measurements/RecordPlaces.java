package io.jenkins.plugins.hummingbird.submit.measurements;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.measure.ColumnChoice;
import io.jenkins.plugins.hummingbird.measure.MeasuredPlace;
import io.jenkins.plugins.hummingbird.measure.NewRecord;
import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.submit.plates.GroupPlaces;
import io.jenkins.plugins.hummingbird.submit.plates.WellPlace;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * On which plates and wells the places of a record are: as the plan knows it where the group is in one well, and otherwise as
 * the group's own tables say.
 */
final class RecordPlaces {
    /** Of a plate whose wells are not known beforehand. */
    private static final int WELLS = 384;

    private final Plan plan;
    private final List<Collection<WellPlace>> planned;

    private RecordPlaces(Plan plan, List<Collection<WellPlace>> planned) {
        this.plan = plan;
        this.planned = planned;
    }

    /** @param folder the operation's */
    static RecordPlaces read(Plan plan, Path folder) throws IOException {
        GroupPlaces.keep(plan, folder);
        return new RecordPlaces(plan, GroupPlaces.read(plan, folder));
    }

    /** @param group from 1 */
    NewRecord.Place of(int group, MeasuredPlace place) {
        Collection<WellPlace> known = planned.get(group - 1);
        WellPlace first = known.stream().findFirst().orElse(null);
        if (known.size() == 1 && first.well() != null) {
            return new NewRecord.Place(first.plate(), first.well().number());
        }
        WellPosition well = WellPosition.of(place.well());
        List<String> plates = known.stream().map(WellPlace::plate).distinct().toList();
        String plate = plates.size() == 1 ? plates.get(0) : place.plate();
        return new NewRecord.Place(plate, well == null ? -1 : well.number());
    }

    /**
     * @param named patterns of columns
     * @return which columns there is room for
     */
    ColumnChoice choice(NamePatterns named) {
        long places = 0;
        long sites = 0;
        for (int i = 0; i < planned.size(); i++) {
            Group group = plan.groups().get(i);
            Collection<WellPlace> known = planned.get(i);
            boolean wells = known.stream().allMatch(place -> place.well() != null);
            long here = wells ? Math.max(1, known.size()) : Math.max(1, Math.min(group.rows(), WELLS));
            places += here;
            sites += group.rows() > here ? group.rows() : 0;
        }
        return new ColumnChoice(places, sites, named);
    }
}
