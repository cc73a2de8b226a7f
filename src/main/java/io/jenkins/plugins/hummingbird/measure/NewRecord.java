package io.jenkins.plugins.hummingbird.measure;

import java.util.List;

/**
 * What is added to a {@link ValueStore}.
 *
 * @param group the number of the group, from 1
 * @param name of the group, for notes
 * @param record what it measured; null when it has none
 * @param wells where the places of the record are
 */
public record NewRecord(int group, String name, MeasurementRecord record, List<Place> wells) {
    /**
     * @param plate the name of the plate; may be empty
     * @param well the place on it; -1 for none
     */
    public record Place(String plate, int well) {}
}
