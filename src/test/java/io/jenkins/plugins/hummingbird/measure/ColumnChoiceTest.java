package io.jenkins.plugins.hummingbird.measure;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import java.util.List;
import org.junit.Test;

public class ColumnChoiceTest {
    private static final Column SIZE = new Column("Nuclei_AreaShape_Area", Statistic.MEDIAN);
    private static final Column SHAPE = new Column("Nuclei_AreaShape_Solidity", Statistic.MEDIAN);
    private static final Column TEXTURE = new Column("Nuclei_Texture_X", Statistic.MEDIAN);
    private static final Column FOCUS = new Column("Image_ImageQuality_FocusScore_DNA", Statistic.MEAN);
    private static final Column COUNT = new Column("Count_Nuclei", Statistic.SUM);
    private static final List<Column> ALL = List.of(SIZE, SHAPE, TEXTURE, FOCUS, COUNT);

    private static List<Column> choose(String named, int room) {
        return new ColumnChoice(1, 0, new NamePatterns(named)).choose(ALL, room);
    }

    @Test
    public void keepsAllColumnsThatHaveRoom() {
        assertThat(choose("Nothing*", 5), is(ALL));
    }

    @Test
    public void keepsCountsAndQualityBeforeWhatIsNamed() {
        assertThat(choose("*AreaShape*", 4), contains(COUNT, FOCUS, SIZE, SHAPE));
        assertThat(choose("*Texture*", 3), contains(COUNT, FOCUS, TEXTURE));
        assertThat(choose("*", 1), contains(COUNT));
        assertThat(choose("Nothing*", 4), contains(COUNT, FOCUS));
        assertThat(choose("*", 0), empty());
    }

    @Test
    public void hasRoomForAThousandColumnsOfTwentySevenPlates() {
        assertThat(new ColumnChoice(10_368, 0, new NamePatterns("*")).most(false), is(greaterThanOrEqualTo(1000)));
    }

    @Test
    public void keepsSingleImageSetsOnlyWhereTheyTakeHalfOfTheRoom() {
        ColumnChoice plate = new ColumnChoice(384, 384 * 9, new NamePatterns("*"));

        assertThat(plate.keepsSites(1000), is(true));
        assertThat(plate.keepsSites(3000), is(false));
        assertThat(new ColumnChoice(384, 0, new NamePatterns("*")).keepsSites(10), is(false));
    }
}
