package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a large plan costs: 1,000,000 image sets in 100,000 groups, their rows far apart in the table. */
final class PlanBench {
    private static final int GROUPS = 100_000;
    private static final int SITES = 10;

    private PlanBench() {}

    static void run(HeadNode headNode) throws Exception {
        ShortTasks tasks = new ShortTasks(headNode.shared().resolve("plan"), 1, "0");
        SubmitRequest request = tasks.request(headNode);
        request.dataFileText = "";
        request.dataFile = "images.csv";
        request.groupBy = "Plate,Well";
        Path folder = tasks.folder().resolve("build");
        Path table = Files.createDirectories(folder.resolve("workspace")).resolve("images.csv");
        Path images = Files.createDirectories(tasks.folder().resolve("images"));
        writeTable(images, table);
        makeImages(images);
        long before = peakMemory();
        System.out.printf("%d rows, %d groups, %d MB%n", GROUPS * SITES, GROUPS, Files.size(table) >> 20);
        try (Connections connections = headNode.connections()) {
            Drive drive = new Drive(folder, headNode.shell(connections), new TaskPolls(), request);
            Map<String, Double> phases = new LinkedHashMap<>();
            while (!drive.phase().equals("SUBMIT")) {
                String phase = drive.phase();
                long start = System.nanoTime();
                drive.move();
                drive.requireWell();
                phases.merge(phase, (System.nanoTime() - start) / 1e9, Double::sum);
            }
            System.out.printf("%-36s %8s%n", "phase", "wall s");
            phases.forEach((phase, seconds) -> System.out.printf("%-36s %8.1f%n", phase, seconds));
        }
        System.out.printf(
                "peak memory of the JVM (VmHWM): %d MB, before it began: %d MB; its heap may have %d MB%n",
                peakMemory(), before, Runtime.getRuntime().maxMemory() >> 20);
    }

    /** Site by site, as a microscope that visits all wells again and again would write it. */
    private static void writeTable(Path images, Path table) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(table)) {
            out.write("FileName_DNA,PathName_DNA,FileName_ER,PathName_ER,Metadata_Plate,Metadata_Well,Metadata_Site\n");
            for (int site = 1; site <= SITES; site++) {
                for (int group = 0; group < GROUPS; group++) {
                    String plate = "Plate_" + group / 384;
                    String well = well(group);
                    String path = images + "/" + plate;
                    String name = well + "_s" + site + "_w";
                    out.write(name + "1.tif," + path + "," + name + "2.tif," + path + "," + plate + "," + well + ","
                            + site + "\n");
                }
            }
        }
    }

    /** The files of one plate; the folders of the others are links to it. */
    private static void makeImages(Path images) throws IOException {
        Path first = Files.createDirectory(images.resolve("Plate_0"));
        for (int group = 0; group < 384; group++) {
            for (int site = 1; site <= SITES; site++) {
                for (String channel : List.of("1", "2")) {
                    Files.createFile(first.resolve(well(group) + "_s" + site + "_w" + channel + ".tif"));
                }
            }
        }
        for (int plate = 1; plate <= GROUPS / 384; plate++) {
            Files.createSymbolicLink(images.resolve("Plate_" + plate), first);
        }
    }

    private static String well(int group) {
        return String.format("%c%02d", 'A' + group % 384 / 24, group % 24 + 1);
    }

    /** @return the largest resident set that this process has had, in MB, see proc(5) */
    private static long peakMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
