package io.jenkins.plugins.hummingbird.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notes from outside when what a round's submissions do can first be seen: their phases, verdicts, links and ends. */
final class Watch implements Runnable {
    private static final int PAUSE_MILLIS = 100;
    private static final Pattern PHASE = Pattern.compile("<phase>([A-Z_]+)</phase>");
    private static final Pattern LETTERS = Pattern.compile("<letters>([^<]*)</letters>");
    private static final String ENDED = "csfl";

    private final Round round;
    private final Map<String, Moment> moments = new ConcurrentHashMap<>();
    private final Map<String, Long> times = new ConcurrentHashMap<>();
    private final Map<String, String> letters = new ConcurrentHashMap<>();
    private final Map<Path, Long> links = new ConcurrentHashMap<>();

    Watch(Round round) {
        this.round = round;
    }

    @Override
    public void run() {
        try {
            while (true) {
                for (Submitted submitted : round.submissions()) {
                    lookAt(submitted.id());
                }
                lookAtLinks();
                round.tables().look();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAt(String id) {
        long now = System.currentTimeMillis();
        if (Files.exists(Control.outcome(round.site().control(), id))) {
            reached(id, Moment.END, now);
            return;
        }
        String state;
        try {
            state = Files.readString(round.site().home().resolve(id).resolve("operation.xml"));
        } catch (IOException e) {
            return;
        }
        Matcher phase = PHASE.matcher(state);
        if (phase.find()) {
            reached(id, Moment.valueOf(phase.group(1)), now);
        }
        Matcher found = LETTERS.matcher(state);
        if (found.find()) {
            String before = letters.put(id, found.group(1));
            for (int i = 0; i < found.group(1).length(); i++) {
                if (isEnded(found.group(1), i) && (before == null || !isEnded(before, i))) {
                    times.put(id + "/" + (i + 1), now);
                }
            }
        }
    }

    private static boolean isEnded(String letters, int index) {
        return ENDED.indexOf(letters.charAt(index)) >= 0;
    }

    private void reached(String id, Moment moment, long now) {
        times.putIfAbsent(id + "/" + moment, now);
        moments.merge(id, moment, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    private void lookAtLinks() {
        for (int group = 1; group <= round.plan().rows().size(); group++) {
            lookAtLink(round.site().output().resolve(Submitted.folder(group)));
        }
        round.plan().tables().names().forEach(plate -> lookAtLink(round.site().tables(plate)));
    }

    private void lookAtLink(Path link) {
        try {
            links.putIfAbsent(Site.results(link), System.currentTimeMillis());
        } catch (IOException e) {
            // not published
        }
    }

    /** @return the last phase that a submission has been in; null before the first */
    Moment moment(String id) {
        return moments.get(id);
    }

    /** @return when a moment was first seen, in milliseconds since 1970; null when it was not */
    Long time(String id, Moment moment) {
        return times.get(id + "/" + moment);
    }

    /** @return when the verdict on a group was seen that counts, in milliseconds since 1970; null when there is none */
    Long verdict(String id, int group) {
        return times.get(id + "/" + group);
    }

    /** @return a letter for each group, see GroupState; empty when they were not seen */
    String letters(String id) {
        return letters.getOrDefault(id, "");
    }

    /** @return when a folder of results was first seen to be published, in milliseconds since 1970; null when never */
    Long published(Path results) {
        return links.get(results);
    }
}
