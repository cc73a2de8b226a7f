package io.jenkins.plugins.hummingbird.runner;

import hudson.ExtensionList;
import io.jenkins.plugins.hummingbird.jenkins.ClusterDefinition;
import io.jenkins.plugins.hummingbird.jenkins.HummingbirdConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The global configuration of Hummingbird in a file of Configuration as Code: what stands below
 * {@code unclassified: hummingbird:}.
 */
final class GlobalConfigurationFile {
    private GlobalConfigurationFile() {}

    /**
     * Sets all that the file gives.
     *
     * @throws IllegalArgumentException when the file gives something that the plugin does not have
     * @throws Exception when the file cannot be read, or holds what the plugin does not accept
     */
    static void apply(Path file) throws Exception {
        Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        Map<?, ?> unclassified = root == null ? null : (Map<?, ?>) root.get("unclassified");
        Map<?, ?> settings = unclassified == null ? null : (Map<?, ?>) unclassified.get("hummingbird");
        if (settings == null) {
            throw new IllegalArgumentException(file + " has nothing below unclassified: hummingbird:");
        }
        Map<Object, Object> values = new LinkedHashMap<>(settings);
        values.computeIfPresent("clusters", (name, clusters) -> clusters((List<?>) clusters));
        new DescribableArguments<>("hummingbird", HummingbirdConfiguration.class)
                .set(ExtensionList.lookupSingleton(HummingbirdConfiguration.class), values);
    }

    private static List<ClusterDefinition> clusters(List<?> given) {
        List<ClusterDefinition> clusters = new ArrayList<>();
        for (Object one : given) {
            try {
                clusters.add(
                        new DescribableArguments<>("clusters", ClusterDefinition.class).instantiate((Map<?, ?>) one));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        return clusters;
    }
}
