package io.jenkins.plugins.hummingbird.cluster.configuration;

import io.jenkins.plugins.hummingbird.cluster.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Warnings about settings of a configuration that ParallelCluster accepts and users may regret. Only the configuration is
 * read; the defaults are from ParallelCluster's documentation.
 */
public final class ConfigurationWarnings {
    /** By type of shared storage: the section of its settings, and the key that names an existing one. */
    private static final Map<String, List<String>> STORAGE = Map.of(
            "Ebs", List.of("EbsSettings", "VolumeId"),
            "Efs", List.of("EfsSettings", "FileSystemId"),
            "FsxLustre", List.of("FsxLustreSettings", "FileSystemId"));

    private final ClusterConfiguration configuration;
    private final List<String> warnings = new ArrayList<>();

    private ConfigurationWarnings(ClusterConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * @param configuration of a cluster with an expiry time
     * @return storage that each such cluster leaves behind: a line each, with the place in the configuration
     */
    public static List<String> ofExpiring(ClusterConfiguration configuration) {
        ConfigurationWarnings all = new ConfigurationWarnings(configuration);
        all.retained(configuration.root());
        return all.warnings;
    }

    /** @return a line each, with the place in the configuration */
    public static List<String> of(ClusterConfiguration configuration) {
        ConfigurationWarnings all = new ConfigurationWarnings(configuration);
        MappingNode root = configuration.root();
        all.ssh(root);
        all.storage(root);
        all.slurm(YamlText.mapping(root, "Scheduling"));
        all.directory(YamlText.mapping(root, "DirectoryService"));
        return all.warnings;
    }

    private void ssh(MappingNode root) {
        MappingNode head = YamlText.mapping(root, "HeadNode");
        MappingNode ssh = head == null ? null : YamlText.mapping(head, "Ssh");
        String allowed = YamlText.text(ssh, "AllowedIps");
        if (head != null && (allowed.isEmpty() || allowed.equals("0.0.0.0/0") || allowed.equals("::/0"))) {
            warn(
                    ssh == null ? head : ssh,
                    "HeadNode/Ssh/AllowedIps",
                    (allowed.isEmpty() ? "is not set and defaults to 0.0.0.0/0" : "is " + allowed)
                            + ": everybody on the internet may try to log in to the head node. Set the address range of Jenkins and"
                            + " of its users");
        }
    }

    private void storage(MappingNode root) {
        int index = 0;
        for (MappingNode one : YamlText.mappings(root, "SharedStorage")) {
            String place = "SharedStorage[" + index++ + ']';
            List<String> kind = STORAGE.get(YamlText.text(one, "StorageType"));
            if (kind == null) {
                continue;
            }
            MappingNode settings = YamlText.mapping(one, kind.get(0));
            String policy = YamlText.text(settings, "DeletionPolicy");
            if (YamlText.text(settings, kind.get(1)).isEmpty() && (policy.isEmpty() || policy.equals("Delete"))) {
                warn(
                        settings == null ? one : settings,
                        place + '/' + kind.get(0) + "/DeletionPolicy",
                        (policy.isEmpty() ? "is not set and defaults to Delete" : "is Delete") + ": the data in "
                                + YamlText.text(one, "MountDir")
                                + " is deleted with the cluster. Set Retain, or keep the data elsewhere");
            }
        }
    }

    private void retained(MappingNode root) {
        int index = 0;
        for (MappingNode one : YamlText.mappings(root, "SharedStorage")) {
            String place = "SharedStorage[" + index++ + ']';
            List<String> kind = STORAGE.get(YamlText.text(one, "StorageType"));
            MappingNode settings = kind == null ? null : YamlText.mapping(one, kind.get(0));
            if (settings != null
                    && YamlText.text(settings, kind.get(1)).isEmpty()
                    && YamlText.text(settings, "DeletionPolicy").equals("Retain")) {
                warn(
                        settings,
                        place + '/' + kind.get(0) + "/DeletionPolicy",
                        "is Retain, and " + kind.get(1)
                                + " is not set: with expiresAfterHours each cluster creates storage"
                                + " of its own, which remains and costs after the cluster is deleted. Create it once, and set "
                                + kind.get(1));
            }
        }
    }

    private void slurm(MappingNode scheduling) {
        if (!YamlText.text(scheduling, "Scheduler").equals("slurm")) {
            return;
        }
        MappingNode settings = YamlText.mapping(scheduling, "SlurmSettings");
        boolean elsewhere =
                !YamlText.text(settings, "CustomSlurmSettingsIncludeFile").isEmpty();
        Set<String> custom = customSettings(settings);
        Node at = settings == null ? scheduling : settings;
        String place = "Scheduling/SlurmSettings/CustomSlurmSettings";
        if (!elsewhere && !custom.contains("maxarraysize")) {
            warn(
                    at,
                    place,
                    "MaxArraySize is not set and defaults to 1001: a larger submission becomes several arrays. 10001 and a"
                            + " larger MaxJobCount allow one array");
        }
        if (!elsewhere && !custom.contains("minjobage")) {
            warn(
                    at,
                    place,
                    "MinJobAge is not set and defaults to 300: Slurm forgets a task five minutes after its end. 3600 leaves an"
                            + " hour to find out why one failed");
        }
        if (custom.stream().anyMatch(ConfigurationWarnings::asksForAccounting)
                && (settings == null
                        || YamlText.find(settings, "Database") == null
                                && YamlText.find(settings, "ExternalSlurmdbd") == null)) {
            warn(
                    at,
                    place,
                    "enables accounting, and neither Database nor ExternalSlurmdbd is set: sacct will report"
                            + " nothing. Set SlurmSettings/Database");
        }
    }

    private static boolean asksForAccounting(String setting) {
        return setting.startsWith("accountingstorage");
    }

    /** The names in lower case, since Slurm ignores case. */
    private static Set<String> customSettings(MappingNode settings) {
        Set<String> names = new HashSet<>();
        for (MappingNode one : YamlText.mappings(settings, "CustomSlurmSettings")) {
            for (NodeTuple tuple : one.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name) {
                    names.add(name.getValue().toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    private void directory(MappingNode service) {
        if (service != null && YamlText.text(service, "DomainAddr").startsWith("ldap://")) {
            warn(
                    YamlText.find(service, "DomainAddr"),
                    "DirectoryService/DomainAddr",
                    "begins with ldap://: passwords are sent in clear text. Use ldaps://, with a certificate in the"
                            + " directory");
        }
    }

    private void warn(Node at, String place, String what) {
        warnings.add(configuration.source() + ", line " + YamlText.line(at) + ", " + place + ": " + what + '.');
    }
}
