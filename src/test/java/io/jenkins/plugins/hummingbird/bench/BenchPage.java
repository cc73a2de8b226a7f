package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.jenkins.page.SubmissionPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What the measurements of the page in a browser share. */
final class BenchPage {
    private BenchPage() {}

    /** @return the median of each column, as cells of a table */
    static String medians(double[][] runs) {
        double[] found = new double[runs[0].length];
        for (int i = 0; i < found.length; i++) {
            int column = i;
            double[] sorted =
                    Stream.of(runs).mapToDouble(run -> run[column]).sorted().toArray();
            found[i] = sorted[sorted.length / 2];
        }
        return DoubleStream.of(found)
                .mapToObj(one -> String.format("%.0f", one))
                .reduce((one, other) -> one + " | " + other)
                .orElseThrow();
    }

    static String resource(String name) throws IOException {
        try (InputStream in = SubmissionPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
