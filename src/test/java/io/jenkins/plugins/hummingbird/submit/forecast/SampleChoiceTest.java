package io.jenkins.plugins.hummingbird.submit.forecast;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

/** Which groups a sample has. */
public class SampleChoiceTest {
    /** All wells of plates of 384, each with 9 image sets. */
    private static List<GroupSpot> wells(String... plates) {
        List<GroupSpot> groups = new ArrayList<>();
        for (String plate : plates) {
            for (int well = 0; well < 384; well++) {
                groups.add(new GroupSpot(plate, well / 24, well % 24, 9));
            }
        }
        return groups;
    }

    private static List<GroupSpot> choose(int count, List<GroupSpot> groups) {
        return SampleChoice.of(count, groups).stream()
                .map(group -> groups.get(group - 1))
                .toList();
    }

    private static Map<String, Long> plates(List<GroupSpot> sample) {
        return sample.stream().collect(Collectors.groupingBy(GroupSpot::plate, Collectors.counting()));
    }

    @Test
    public void platesHaveTheSameShare() {
        List<GroupSpot> groups = wells("A", "B", "C");
        assertThat(plates(choose(3, groups)), is(Map.of("A", 1L, "B", 1L, "C", 1L)));
        assertThat(plates(choose(12, groups)), is(Map.of("A", 4L, "B", 4L, "C", 4L)));
        Set<String> two = plates(choose(2, wells("A", "B", "C", "D", "E", "F"))).keySet();
        assertThat(two, hasSize(2));
    }

    @Test
    public void whatTheSampleIsChosenByIsSaidAsFarAsItIsKnown() {
        List<GroupSpot> groups = wells("A");
        assertThat(
                ChooseSample.words(List.of(1, 2), groups, true),
                is("Sample: 2 of 384 groups (1 plate), chosen evenly over plates, positions and numbers of image"
                        + " sets."));
        assertThat(
                ChooseSample.words(List.of(1, 2), wells(""), false),
                is("Sample: 2 of 384 groups, chosen evenly over positions and numbers of image files."));
        assertThat(
                ChooseSample.words(List.of(1), groups.subList(0, 1), true),
                is("Sample: all groups, as there are no more than 1."));
    }

    @Test
    public void positionsAreSpreadOverThePlate() {
        for (int count : List.of(4, 8, 16)) {
            List<GroupSpot> sample = choose(count, wells("A"));
            Set<String> quarters = new HashSet<>();
            int edges = 0;
            for (GroupSpot one : sample) {
                quarters.add((one.row() < 8) + " " + (one.column() < 12));
                edges += one.row() == 0 || one.row() == 15 || one.column() == 0 || one.column() == 23 ? 1 : 0;
            }
            assertThat(count + " in all quarters: " + sample, quarters, hasSize(4));
            assertThat("not only at the edges, where 76 of 384 wells are", edges, lessThan(count / 2 + 1));
        }
    }

    @Test
    public void theNumbersAreThoseOfTheGroupsInTheirOrderAndTheSameEachTime() {
        List<GroupSpot> groups = wells("A", "B");
        List<Integer> numbers = SampleChoice.of(20, groups);
        assertThat(numbers, is(SampleChoice.of(20, wells("A", "B"))));
        assertThat(numbers, is(numbers.stream().sorted().distinct().toList()));
        assertThat(numbers, hasSize(20));
    }

    @Test
    public void theLargestAndTheSmallestGroupAreInIt() {
        List<GroupSpot> groups = new ArrayList<>(wells("A", "B", "C"));
        groups.set(100, new GroupSpot("A", 4, 4, 1));
        groups.set(700, new GroupSpot("B", 13, 4, 20));
        List<Integer> numbers = SampleChoice.of(4, groups);
        assertThat(numbers.contains(101), is(true));
        assertThat(numbers.contains(701), is(true));
        assertThat(plates(choose(4, groups)).keySet(), hasSize(3));
    }

    @Test
    public void sizesBetweenAreRepresented() {
        List<GroupSpot> groups = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> new GroupSpot("", 0, i, i))
                .toList();
        List<Long> sizes =
                choose(6, groups).stream().map(GroupSpot::size).sorted().toList();
        assertThat(sizes.get(0), is(1L));
        assertThat(sizes.get(5), is(100L));
        for (int range = 0; range < 4; range++) {
            assertThat(sizes.get(range + 1), greaterThan(25L * range));
            assertThat(sizes.get(range + 1), lessThan(25L * (range + 1) + 1));
        }
    }

    @Test
    public void oneGroupIsOfTheMiddleSize() {
        List<GroupSpot> groups =
                List.of(new GroupSpot("", 0, 1, 50), new GroupSpot("", 0, 2, 4), new GroupSpot("", 0, 3, 1));
        assertThat(SampleChoice.of(1, groups), contains(2));
    }

    @Test
    public void differentSitesOfWellsAreChosen() {
        List<GroupSpot> groups = new ArrayList<>();
        for (GroupSpot well : wells("A")) {
            for (int site = 1; site <= 9; site++) {
                groups.add(well);
            }
        }
        Set<Integer> sites = SampleChoice.of(8, groups).stream()
                .map(number -> (number - 1) % 9)
                .collect(Collectors.toSet());
        assertThat(sites.size(), greaterThan(3));
    }

    @Test
    public void allAreChosenWhereThereAreNoMore() {
        List<GroupSpot> groups = List.of(new GroupSpot("", 0, 1, 5), new GroupSpot("", 0, 2, 1));
        assertThat(SampleChoice.of(2, groups), contains(1, 2));
        assertThat(SampleChoice.of(1000, groups), contains(1, 2));
    }
}
