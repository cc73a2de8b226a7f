package io.jenkins.plugins.hummingbird.measure;

/**
 * Where the values of a row come from.
 *
 * @param group its number, from 1
 * @param well the place on the plate, chosen by whoever adds the row; -1 for none
 * @param site the number of the image set in its place, from 0; -1 for all of them together
 * @param imageSets how many
 * @param name of the site; empty for others
 */
public record ValueRow(int group, int well, int site, int imageSets, String name) {
    /** @return whether it is of one image set of several, which the row for all of them has, too */
    public boolean isSite() {
        return site >= 0;
    }
}
