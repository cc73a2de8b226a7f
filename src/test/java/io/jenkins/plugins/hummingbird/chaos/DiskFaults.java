package io.jenkins.plugins.hummingbird.chaos;

import io.jenkins.plugins.hummingbird.bench.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** File systems that take nothing for some seconds, and results that somebody removes. */
final class DiskFaults {
    private static final int PATIENCE_MILLIS = 8000;

    private DiskFaults() {}

    static void outputFull(Round round, Random random) throws Exception {
        full(round.site().output().resolve("fill"), 500 + random.nextInt(10_000));
    }

    /** JENKINS_HOME; sometimes it is the reason why the controller is started again. */
    static void homeFull(Round round, Random random) throws Exception {
        boolean again = random.nextBoolean();
        Path fill = round.site().home().resolve("fill");
        int millis = 1000 + random.nextInt(8000);
        if (again) {
            fill(fill);
            round.controller().kill();
            round.controller().start();
        }
        full(fill, millis);
    }

    private static void full(Path fill, int millis) throws Exception {
        try {
            long until = System.currentTimeMillis() + millis;
            while (System.currentTimeMillis() < until) {
                fill(fill);
                Thread.sleep(100);
            }
        } finally {
            remove(fill);
        }
    }

    /** Takes what room there is. */
    private static void fill(Path file) {
        for (int size = 1 << 16; size > 0; size >>= 4) {
            byte[] bytes = new byte[size];
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(bytes);
                }
            } catch (IOException e) {
                // no room for a piece of this size
                continue;
            }
        }
    }

    /** As soon as another fault lets it be. */
    private static void remove(Path path) throws IOException, InterruptedException {
        long until = System.currentTimeMillis() + 4L * PATIENCE_MILLIS;
        while (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (System.currentTimeMillis() > until) {
                throw new IOException(path + " could not be removed");
            }
            Tool.run(List.of("sh", "-c", "rm -rf -- \"$1\" 2>/dev/null || sleep 0.1", "sh", path.toString()), Map.of());
        }
    }

    static void outputOutOfInodes(Round round, Random random) throws Exception {
        Path folder = round.site().output().resolve("fill");
        try {
            long until = System.currentTimeMillis() + 500 + random.nextInt(9000);
            int number = 0;
            while (System.currentTimeMillis() < until) {
                try {
                    Files.createDirectories(folder);
                    while (true) {
                        Files.createFile(folder.resolve(Integer.toString(number)));
                        number++;
                    }
                } catch (IOException e) {
                    Thread.sleep(50);
                }
            }
        } finally {
            remove(folder);
        }
    }

    /** Refused while a file is open for writing there, as those of a running task are. */
    static void outputReadOnly(Round round, Random random) throws Exception {
        int millis = 500 + random.nextInt(7000);
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!remount(round, "ro")) {
            if (System.currentTimeMillis() > until) {
                round.site().note("output is in use all the time: it could not be made read-only");
                return;
            }
            Thread.sleep(10);
        }
        try {
            Thread.sleep(millis);
        } finally {
            remount(round, "rw");
        }
    }

    private static boolean remount(Round round, String how) throws InterruptedException {
        try {
            Tool.run(
                    List.of(
                            "mount",
                            "-o",
                            "remount," + how,
                            round.site().output().toString()),
                    Map.of());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Those of groups, and of the tables of plates. */
    private static List<Path> links(Site site) throws IOException {
        List<Path> links = new ArrayList<>();
        for (Path folder : List.of(site.output(), site.output().resolve("tables"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(Files::isSymbolicLink).sorted().forEach(links::add);
                }
            }
        }
        return links;
    }

    /** Of a group or of tables that were published: the folder, or the link to it. */
    static void resultsRemoved(Round round, Random random) throws Exception {
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (System.currentTimeMillis() < until) {
            List<Path> links = links(round.site());
            if (!links.isEmpty()) {
                Path link = links.get(random.nextInt(links.size()));
                Path results = Site.results(link);
                round.removed(results);
                Path victim = random.nextInt(3) == 0 ? link : results;
                round.site().note("removes " + victim);
                remove(victim);
                return;
            }
            Thread.sleep(50);
        }
    }
}
