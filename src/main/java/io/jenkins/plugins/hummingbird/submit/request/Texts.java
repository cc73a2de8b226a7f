package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.cellprofiler.table.ChannelMapping;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The paths and lists among a submission's parameters, and what each may be, as far as its text alone tells. */
public enum Texts {
    PIPELINE("pipeline", Texts::ofPath),
    DATA_FILE("dataFile", Texts::ofPath),
    CHANNELS("channels", Texts::ofChannels),
    ILLUMINATION("illumination", Texts::ofPath),
    IMAGES("images", Texts::ofFolder),
    OUTPUT("output", Texts::ofFolder),
    PLUGINS_DIRECTORY("pluginsDirectory", Texts::ofFolder),
    HOME("home", Texts::ofHome),
    PARTITION("partition", Texts::ofPartition),
    GROUP_BY("groupBy", Texts::ofKeys),
    EXPECTED_FILES("expectedFiles", Texts::ofPatterns),
    ARCHIVE("archive", Texts::ofPatterns);

    private interface Problems {
        List<String> of(String name, String text);
    }

    private final String parameter;
    private final Problems problems;

    Texts(String parameter, Problems problems) {
        this.parameter = parameter;
        this.problems = problems;
    }

    /** @return what is wrong with a text, sentences without their full stops; nothing of an empty one */
    List<String> problems(String text) {
        return problems.of(parameter, text);
    }

    /** @throws OperationException when the submission would refuse the text */
    public void check(String text) throws OperationException {
        List<String> found = problems(text);
        if (!found.isEmpty()) {
            throw new OperationException(String.join("; ", found) + ".");
        }
    }

    /** @return the parts of a list that commas separate, without blanks around them and without empty ones */
    static List<String> words(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> ofFolder(String name, String path) {
        List<String> found = new ArrayList<>();
        if (!path.isEmpty() && !path.startsWith("/")) {
            found.add(name + " must be an absolute path, not " + path);
        }
        found.addAll(ofPath(name, path));
        return found;
    }

    private static List<String> ofHome(String name, String home) {
        if (List.of("", SubmitRequest.OWN_HOME, SubmitRequest.USERS_HOME).contains(home)) {
            return List.of();
        }
        return home.startsWith("/")
                ? ofFolder(name, home)
                : List.of(name + " must be own, user, or an absolute path, not " + home);
    }

    private static List<String> ofPath(String name, String path) {
        List<String> found = new ArrayList<>();
        if (List.of(path.split("/")).contains("..")) {
            found.add(name + " must not hold '..': " + path);
        }
        found.addAll(ofControls(name, path));
        return found;
    }

    private static List<String> ofControls(String name, String text) {
        return text.chars().noneMatch(Character::isISOControl)
                ? List.of()
                : List.of(name + " holds a control character");
    }

    private static List<String> ofPartition(String name, String text) {
        return text.matches("[A-Za-z0-9_.,-]*")
                ? List.of()
                : List.of(name + " holds a character that no partition has");
    }

    private static List<String> ofKeys(String name, String list) {
        List<String> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String word : words(list)) {
            String key = Grouping.plain(word);
            found.addAll(ofControls(name, key));
            if (key.isEmpty()) {
                found.add(name + ": '" + word + "' names no key, such as Plate");
            } else if (!seen.add(key)) {
                found.add(name + " names " + key + " twice");
            }
        }
        return found;
    }

    private static List<String> ofChannels(String name, String pairs) {
        try {
            ChannelMapping.parse(pairs);
            return List.of();
        } catch (OperationException e) {
            return List.of(e.getMessage());
        }
    }

    private static List<String> ofPatterns(String name, String list) {
        return words(list).stream()
                .filter(PathPattern::matchesNothing)
                .map(pattern -> name + ": '" + pattern + "' matches no file: patterns are relative to a group's folder,"
                        + " such as *.csv or Images/*.png, and hold no '.' or '..' as a folder")
                .toList();
    }
}
