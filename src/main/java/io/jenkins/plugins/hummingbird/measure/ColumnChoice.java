package io.jenkins.plugins.hummingbird.measure;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import java.util.Comparator;
import java.util.List;

/**
 * Which columns of a submission are kept: all, if that is no more than {@link Limits#MEASUREMENTS}; otherwise numbers of
 * objects first, then the quality of images, then what the user has named, as many as there is room for.
 *
 * @param places how many rows there will be about, one for each well of each group
 * @param sites how many more, one for each of several image sets of a well
 * @param named columns that the user wants kept
 */
public record ColumnChoice(long places, long sites, NamePatterns named) {
    /** What comes with a row: where it comes from, and numbers of objects. */
    private static final int ROW = 120;

    /** Part of the limit that is left free, for segments that are not one yet. */
    private static final long RESERVE = Limits.MEASUREMENTS / 32;

    /** @return how many columns there may be */
    int most(boolean withSites) {
        return most(Limits.MEASUREMENTS - RESERVE, withSites);
    }

    private int most(long bytes, boolean withSites) {
        long rows = Math.max(1, places + (withSites ? sites : 0));
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, bytes / rows - ROW) / Segment.VALUE);
    }

    /** @return whether all columns of the first record can be kept of each image set, too */
    boolean keepsSites(int columns) {
        return sites > 0 && columns <= most(Limits.MEASUREMENTS / 2, true);
    }

    /**
     * @param unknown the columns of a record that are not kept yet
     * @param room for how many of them there is room
     * @return those to keep from now on
     */
    List<Column> choose(List<Column> unknown, int room) {
        if (unknown.size() <= room) {
            return unknown;
        }
        return unknown.stream()
                .filter(column -> rank(column) < Integer.MAX_VALUE)
                .sorted(Comparator.comparingInt(this::rank))
                .limit(Math.max(0, room))
                .toList();
    }

    private int rank(Column column) {
        if (column.isCount()) {
            return 0;
        }
        if (column.isQuality()) {
            return 1;
        }
        return named.match(column.name()) ? 2 : Integer.MAX_VALUE;
    }
}
