package io.jenkins.plugins.hummingbird.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Looks all the time at what is published below {@code output/tables}: it is whole, or not there. */
final class PublishedTables {
    private static final int TRIES = 5;
    private static final int PAUSE_MILLIS = 100;

    private final Round round;
    private final Findings findings;

    /** The folders of which all was looked at, or something was said. */
    private final Set<Path> known = new HashSet<>();

    PublishedTables(Round round, Findings findings) {
        this.round = round;
        this.findings = findings;
    }

    /** Looks at what was not seen before. */
    void look() throws InterruptedException {
        for (String plate : round.plan().tables().names()) {
            Path results = results(plate);
            if (results != null && known.add(results)) {
                say(plate, "when it was first seen");
            }
        }
    }

    /** Looks at all. */
    void lookAgain(String when) throws InterruptedException {
        for (String plate : round.plan().tables().names()) {
            say(plate, when);
        }
    }

    private void say(String plate, String when) throws InterruptedException {
        String fault = fault(plate);
        if (fault != null) {
            findings.add("what is published as tables/" + plate + " is not whole " + when + ": " + fault);
        }
    }

    /** @return the folder that the link of a plate leads to; null when there is no link */
    Path results(String plate) {
        try {
            return Site.results(round.site().tables(plate));
        } catch (IOException e) {
            return null;
        }
    }

    private String fault(String plate) throws InterruptedException {
        String fault = null;
        // another submission may publish in between, and remove what was published before
        for (int i = 0; i < TRIES; i++) {
            Path results = results(plate);
            if (results == null) {
                boolean gone = !Files.exists(round.site().tables(plate), LinkOption.NOFOLLOW_LINKS);
                return gone ? null : "it is no link";
            }
            fault = fault(plate, results);
            if (fault == null || round.removal(results) != null) {
                return null;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return fault;
    }

    private String fault(String plate, Path results) {
        try {
            return new TableFiles(results)
                    .fault(
                            plate,
                            round.plan().tables(),
                            Journal.read(round.site().journal()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
