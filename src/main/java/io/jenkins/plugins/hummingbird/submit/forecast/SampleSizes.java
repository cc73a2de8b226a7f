package io.jenkins.plugins.hummingbird.submit.forecast;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The sizes of all groups, and which of them are in the sample: a file of a line for each group, in their order, with its size and
 * {@value #CHOSEN} if it is chosen.
 *
 * @param all the sizes of all groups
 * @param sample the numbers of those in the sample, from 1 on, in the order of the submission's groups
 */
record SampleSizes(List<Long> all, List<Integer> sample) {
    private static final String FILE = "sample-sizes";
    private static final String CHOSEN = "chosen";

    static void write(List<GroupSpot> groups, Set<Integer> chosen, Path folder) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(folder.resolve(FILE))) {
            for (int number = 1; number <= groups.size(); number++) {
                lines.write(groups.get(number - 1).size() + (chosen.contains(number) ? " " + CHOSEN : "") + "\n");
            }
        }
    }

    static SampleSizes read(Path folder) throws IOException {
        List<Long> all = new ArrayList<>();
        List<Integer> sample = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(FILE))) {
            String[] words = line.split(" ");
            all.add(Long.valueOf(words[0]));
            if (words.length > 1) {
                sample.add(all.size());
            }
        }
        return new SampleSizes(all, sample);
    }
}
