package io.jenkins.plugins.casc;

public class ConfigurationAsCode {
    private ConfigurationAsCode() {}

    public static ConfigurationAsCode get() {
        throw new UnsupportedOperationException();
    }

    public void configure(String... configParameters) throws ConfiguratorException {
        throw new UnsupportedOperationException();
    }
}
