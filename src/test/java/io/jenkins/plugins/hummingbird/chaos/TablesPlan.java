package io.jenkins.plugins.hummingbird.chaos;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Whether the submissions of a round merge tables, and which.
 *
 * @param formats as in the request; empty for none
 * @param plates how many
 * @param delayMillis how much longer each merging takes, so that faults fall into it
 */
record TablesPlan(String formats, int plates, int delayMillis) {
    private static final int CELLS = 4;
    private static final int LATEST_MILLIS = 2000;
    private static final int LONGEST_DELAY_MILLIS = 2500;

    static TablesPlan random(Random random) {
        boolean wanted = random.nextBoolean();
        boolean sqlite = random.nextInt(4) == 0;
        return new TablesPlan(
                !wanted ? "" : sqlite ? "csv, sqlite" : "csv",
                1 + random.nextInt(3),
                random.nextInt(LONGEST_DELAY_MILLIS));
    }

    boolean isWanted() {
        return !formats.isEmpty();
    }

    /** @return the same blows, many of the late ones while tables are merged */
    List<Blow> move(List<Blow> blows, Random random) {
        return blows.stream()
                .map(blow -> random.nextInt(3) > 0 ? moved(blow, random) : blow)
                .toList();
    }

    private static Blow moved(Blow blow, Random random) {
        Moment at = blow.fault().momentOfTables(random);
        boolean stays = !blow.isLate() && blow.fault() != Fault.SBATCH_KILLED;
        return stays ? blow : new Blow(blow.fault(), at, random.nextInt(LATEST_MILLIS), blow.seed());
    }

    /** @return what the header of the image table has in addition */
    String header() {
        return isWanted() ? ",Metadata_Plate,Metadata_Cells" : "";
    }

    /** @return what the row of a group, counted from 1, has in addition */
    String fields(int group) {
        return isWanted() ? "," + plate(group) + "," + cells(group) : "";
    }

    String plate(int group) {
        return "P" + (1 + (group - 1) % plates);
    }

    static int cells(int group) {
        return group % CELLS;
    }

    /** @return the names of the plates; empty when there are no tables */
    List<String> names() {
        return isWanted()
                ? IntStream.rangeClosed(1, plates).mapToObj(this::plate).toList()
                : List.of();
    }

    @Override
    public String toString() {
        return isWanted() ? ", tables " + formats + " of " + plates + " plates + " + delayMillis + " ms" : "";
    }
}
