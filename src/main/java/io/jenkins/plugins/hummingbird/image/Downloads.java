package io.jenkins.plugins.hummingbird.image;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where the instance of a bake downloads from, in place of the hosts that its tools know; docs/setup.md lists those. What
 * is installed is the same: its versions are fixed.
 */
final class Downloads {
    private static final Set<String> ANY = Set.of("http", "https");

    /** What a user, a password or a token in a URL comes with; looked for in the text, for it need not be a valid URL. */
    private static final Pattern MAY_HOLD_SECRET = Pattern.compile("[@?#]");

    private Downloads() {}

    /** @return for the recipe and the script: what is set of {@code NAME=VALUE} */
    static List<String> environment(BakeRequest request) {
        List<String> variables = new ArrayList<>();
        add(variables, "PIP_INDEX_URL", request.pipIndexUrl);
        add(variables, "HUMMINGBIRD_PACKAGE_PROXY", request.packageProxy);
        boolean installed = request.pythonSource.startsWith("/");
        add(variables, installed ? "HUMMINGBIRD_PYTHON" : "UV_PYTHON_INSTALL_MIRROR", request.pythonSource);
        return variables;
    }

    private static void add(List<String> variables, String name, String value) {
        if (!value.isEmpty()) {
            variables.add(name + '=' + value);
        }
    }

    /** @return a sentence for each that is wrong */
    static List<String> problems(BakeRequest request) {
        return List.of(
                request.pipIndexUrl.isEmpty() ? "" : pipIndexProblem(request.pipIndexUrl),
                request.packageProxy.isEmpty() ? "" : packageProxyProblem(request.packageProxy),
                request.pythonSource.isEmpty() ? "" : pythonSourceProblem(request.pythonSource));
    }

    /** Of https alone: pip ignores an index of http whose host it was not told to trust. */
    static String pipIndexProblem(String text) {
        return urlProblem("pipIndexUrl", text, Set.of("https"), "https://mirror.example.org/simple");
    }

    static String packageProxyProblem(String text) {
        return urlProblem("packageProxy", text, ANY, "http://proxy.example.org:3142");
    }

    /** A URL, or the path of a Python 3.9 that the base image has. */
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
            // not said again
            return parameter
                    + ": a user, password or query in the URL could be read by everybody on the instance, and in"
                    + " this job's configuration; use a host that asks for none.";
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
