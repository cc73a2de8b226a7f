package io.jenkins.plugins.hummingbird.image.state;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The rules of the parameters that name mirrors and proxies, from which the instance of a bake downloads in place of
 * the hosts that its tools use by default; docs/aws.md lists those.
 */
final class DownloadRules {
    private static final Set<String> ANY = Set.of("http", "https");

    /**
     * What a user, a password or a token in a URL comes with; looked for in the text, for it need not be a valid URL.
     */
    private static final Pattern MAY_HOLD_SECRET = Pattern.compile("[@?#]");

    private DownloadRules() {}

    /**
     * @return a sentence; empty for a URL of https: pip ignores an index of http whose host it was not told to trust
     */
    static String pipIndexProblem(String text) {
        return urlProblem("pipIndexUrl", text, Set.of("https"), "https://mirror.example.org/simple");
    }

    /** @return a sentence; empty for a URL */
    static String packageProxyProblem(String text) {
        return urlProblem("packageProxy", text, ANY, "http://proxy.example.org:3142");
    }

    /** @return a sentence; empty for a URL, or the path of a Python 3.9 that the base image has */
    static String pythonSourceProblem(String text) {
        if (text.startsWith("/")) {
            return text.matches("[\\w./+-]+")
                    ? ""
                    : "pythonSource: '" + text
                            + "' is not the path of a Python 3.9, such as /opt/python3.9/bin/python3.9.";
        }
        return urlProblem(
                "pythonSource",
                text,
                ANY,
                "https://mirror.example.org/python-build-standalone, or the path of a Python 3.9 on the base image");
    }

    private static String urlProblem(String parameter, String text, Set<String> schemes, String example) {
        if (MAY_HOLD_SECRET.matcher(text).find()) {
            // not repeated
            return parameter
                    + ": a user, password or query in the URL could be read by everybody on the instance, and in"
                    + " this job's configuration; use a host that needs none.";
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            url = URI.create("");
        }
        return schemes.contains(String.valueOf(url.getScheme())) && url.getHost() != null
                ? ""
                : parameter + ": '" + text + "' is not a URL of " + String.join(" or ", new TreeSet<>(schemes))
                        + "; one looks like " + example + '.';
    }
}
