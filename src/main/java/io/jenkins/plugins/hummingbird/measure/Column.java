package io.jenkins.plugins.hummingbird.measure;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A column of measurements, as pycytominer names it.
 *
 * @param name {@code Count_Nuclei}, {@code Image_Intensity_MeanIntensity_DNA}, {@code Nuclei_AreaShape_Area}
 * @param statistic what its values are
 */
public record Column(String name, Statistic statistic) {
    private static final String COUNT = "Count_";

    /** @return the numbers, from 0, of some of the columns, in their order */
    public static List<Integer> numbers(List<Column> columns, Predicate<Column> wanted) {
        return IntStream.range(0, columns.size())
                .filter(number -> wanted.test(columns.get(number)))
                .boxed()
                .toList();
    }

    /** @return whether it is a number of objects */
    public boolean isCount() {
        return statistic == Statistic.SUM && name.startsWith(COUNT);
    }

    /** @return the name of the objects that are counted, such as {@code Nuclei} */
    public String objects() {
        return name.substring(COUNT.length());
    }

    /** @return whether it says how good an image is: the modules MeasureImageQuality and FlagImage */
    boolean isQuality() {
        return name.startsWith("Image_ImageQuality_") || name.startsWith("Image_QualityFlag");
    }
}
