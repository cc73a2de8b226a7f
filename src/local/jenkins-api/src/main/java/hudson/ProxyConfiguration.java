package hudson;

import hudson.util.Secret;
import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

public final class ProxyConfiguration implements Serializable {
    private static final long serialVersionUID = 1L;

    public final String name;
    public final int port;
    private final String userName;
    private final String noProxyHost;
    private final Secret secretPassword;

    public ProxyConfiguration(String name, int port, String userName, String password, String noProxyHost) {
        this.name = name;
        this.port = port;
        this.userName = userName;
        this.noProxyHost = noProxyHost;
        this.secretPassword = Secret.fromString(password);
    }

    public String getUserName() {
        return userName;
    }

    public Secret getSecretPassword() {
        return secretPassword;
    }

    public List<Pattern> getNoProxyHostPatterns() {
        return Stream.of((noProxyHost == null ? "" : noProxyHost).split("[ \t\n,|]+"))
                .filter(one -> !one.isEmpty())
                .map(one -> Pattern.compile(one.replace(".", "\\.").replace("*", ".*")))
                .toList();
    }
}
