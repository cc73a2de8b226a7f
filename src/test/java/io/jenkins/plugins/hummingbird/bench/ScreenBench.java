package io.jenkins.plugins.hummingbird.bench;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.hummingbird.measure.TestRecords;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.submit.measurements.FetchMeasurements;
import io.jenkins.plugins.hummingbird.submit.page.MeasurementView;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What the measurements of a screen cost the controller: 27 plates of 384 wells, a group each, with 1,000 columns, which have all
 * ended before. The records are fetched over SSH as the step does, and then asked for as the page does.
 */
final class ScreenBench {
    private static final int PLATES = 27;
    private static final int WELLS = 384;
    private static final int COLUMNS = 1000;

    private ScreenBench() {}

    static void run(HeadNode headNode) throws Exception {
        Path shared = Files.createDirectories(headNode.shared().resolve("screen"));
        Path folder = Files.createDirectories(shared.resolve("build"));
        SavedSubmission saved = SavedSubmission.plates(folder, PLATES, WELLS).states("s");
        SubmissionState submission = saved.submission().state();
        submission.request().output = shared.toString();
        long records = writeRecords(shared, folder);
        System.out.printf(
                "%,d records of groups with %,d columns: %,d MB%n", PLATES * WELLS, COLUMNS + 1, records >> 20);
        System.gc();
        try (Connections connections = headNode.connections()) {
            Context context = new Context(folder, headNode.shell(connections));
            long cpu = cpuNanos();
            long start = System.nanoTime();
            int commands = 0;
            int before;
            long longest = 0;
            do {
                before = submission.measured == null ? 0 : submission.measured.size();
                long from = System.nanoTime();
                FetchMeasurements.fetchSome(submission, context);
                longest = Math.max(longest, System.nanoTime() - from);
                commands++;
            } while (submission.measured.size() > before);
            row("fetching all, s", seconds(start));
            row("CPU of the JVM meanwhile, s", (cpuNanos() - cpu) / 1e9);
            row("commands over SSH", commands - 1);
            row("longest move, s", longest / 1e9);
            row("kept in the build's folder, MiB", kept(folder) / 1048576.0);
            row("most of the heap that was used, MB", usedHeap() / 1e6);
        }
        MeasurementView view = saved.view().measurements();
        long start = System.nanoTime();
        row("columns", view.columns().size());
        row("their names, s", seconds(start));
        start = System.nanoTime();
        view.values("Nuclei_Column7", 0, 12);
        row("a column of a page of 12 plates, s", seconds(start));
        start = System.nanoTime();
        view.well(3, 4, 5, "Nuclei_Column7");
        row("a well, s", seconds(start));
        start = System.nanoTime();
        view.wells(List.of("Count_Nuclei"), "-Nuclei_Column7", 0);
        row("a page of the table of wells, sorted, s", seconds(start));
        start = System.nanoTime();
        view.findings();
        row("what is worth a look, s", seconds(start));
        Path csv = shared.resolve("wells.csv");
        start = System.nanoTime();
        try (Writer to = Files.newBufferedWriter(csv)) {
            view.writeCsv(to);
        }
        row("wells.csv, s", seconds(start));
        row("its size, MB", Files.size(csv) / 1e6);
    }

    private static void row(String what, double value) {
        System.out.printf(Locale.ROOT, "%-42s %10.2f%n", what, value);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** @return how many bytes they have together */
    private static long writeRecords(Path shared, Path folder) throws IOException {
        Random random = new Random(1);
        List<String> attempts = new ArrayList<>();
        long bytes = 0;
        String[] names = new String[COLUMNS + 1];
        String[] statistics = new String[COLUMNS + 1];
        Arrays.fill(statistics, "median");
        names[0] = "Count_Nuclei";
        statistics[0] = "sum";
        for (int i = 1; i <= COLUMNS; i++) {
            names[i] = "Nuclei_Column" + i;
        }
        for (int group = 1; group <= PLATES * WELLS; group++) {
            String[][] numbers = new String[5][COLUMNS + 1];
            for (int i = 0; i <= COLUMNS; i++) {
                int nuclei = 1500 + group % 300;
                numbers[0][i] =
                        i == 0 ? Integer.toString(nuclei) : String.format(Locale.ROOT, "%.12g", random.nextDouble());
                numbers[1][i] = i == 0 ? "1" : Integer.toString(nuclei - (i % 100 == 0 ? group % 7 : 0));
                numbers[2][i] = i % 100 == 0 && i > 0 ? Integer.toString(group % 7) : "0";
                numbers[3][i] = String.format(Locale.ROOT, "%.12g", random.nextDouble());
                numbers[4][i] = i == 0 ? "" : String.format(Locale.ROOT, "%.12g", random.nextDouble() / 10);
            }
            byte[] record = TestRecords.compressed(
                    "hummingbird-measurements\t1",
                    "columns\t" + String.join("\t", names),
                    "statistics\t" + String.join("\t", statistics),
                    "place\t\t\t1",
                    "values\t" + String.join("\t", numbers[0]),
                    "n\t" + String.join("\t", numbers[1]),
                    "left-out\t" + String.join("\t", numbers[2]),
                    "means\t" + String.join("\t", numbers[3]),
                    "mads\t" + String.join("\t", numbers[4]),
                    "end");
            Path results = Files.createDirectories(shared.resolve(".hummingbird/results/g" + group));
            Files.write(results.resolve("before.0.0.1.measurements.gz"), record);
            attempts.add(group + " before.0.0.1");
            bytes += record.length;
        }
        Files.write(folder.resolve(SubmissionFiles.SKIPPED), attempts);
        return bytes;
    }

    private static long kept(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += file.getFileName().toString().startsWith("measurements-") ? Files.size(file) : 0;
            }
        }
        return bytes;
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long usedHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /** Nothing is saved, and nothing is logged. */
    private static final class Context extends FolderContext {
        private final Shell shell;

        Context(Path folder, Shell shell) throws IOException {
            super(folder);
            this.shell = shell;
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void log(String line) {
            System.out.println(line);
        }

        @Override
        public void save() {
            // what was fetched is in files of its own
        }

        @Override
        public Shell headNode(SubmitRequest request, String host, String rememberedAs) {
            return shell;
        }

        @Override
        public TaskPolls taskPolls() {
            throw new UnsupportedOperationException("no task is followed");
        }
    }
}
