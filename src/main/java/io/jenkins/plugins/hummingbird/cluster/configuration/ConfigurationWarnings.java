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
 * What is worth a thought in a configuration before a cluster is made of it, and what ParallelCluster itself accepts
 * without a word. Reads the configuration alone; the defaults are those of ParallelCluster's documentation.
 */
public final class ConfigurationWarnings {
    /** The settings of each kind of shared storage, and the key that names one that is there already. */
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
     * Of a cluster that is to be deleted after some time.
     *
     * @return what each such cluster leaves behind: a line each, with the place that it is about
     */
    public static List<String> ofExpiring(ClusterConfiguration configuration) {
        ConfigurationWarnings all = new ConfigurationWarnings(configuration);
        all.retained(configuration.root());
        return all.warnings;
    }

    /** @return a line each, with the place that it is about */
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
                    (allowed.isEmpty() ? "is not set, and so 0.0.0.0/0" : "is " + allowed)
                            + ": all the world may try to log in to the head node. Set the range from which Jenkins and"
                            + " your people come");
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
                        (policy.isEmpty() ? "is not set, and so Delete" : "is Delete") + ": what is stored in "
                                + YamlText.text(one, "MountDir")
                                + " is deleted with the cluster. Set Retain, or keep what matters elsewhere");
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
                                + " is not set: with expiresAfterHours each cluster makes storage"
                                + " of its own, which stays and costs when the cluster goes. Make it once, and set "
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
                    "MaxArraySize is not set, and so 1001: a submission of more tasks goes as several arrays. 10001 and a"
                            + " MaxJobCount above it let it go as one");
        }
        if (!elsewhere && !custom.contains("minjobage")) {
            warn(
                    at,
                    place,
                    "MinJobAge is not set, and so 300: Slurm forgets a task five minutes after its end. 3600 leaves an"
                            + " hour to see why one ended");
        }
        if (custom.stream().anyMatch(ConfigurationWarnings::asksForAccounting)
                && (settings == null
                        || YamlText.find(settings, "Database") == null
                                && YamlText.find(settings, "ExternalSlurmdbd") == null)) {
            warn(
                    at,
                    place,
                    "asks for accounting, and neither Database nor ExternalSlurmdbd says where: sacct will answer"
                            + " nothing. Set SlurmSettings/Database");
        }
    }

    private static boolean asksForAccounting(String setting) {
        return setting.startsWith("accountingstorage");
    }

    /** The names in small letters, for Slurm takes both. */
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
                    "begins with ldap://: passwords travel in clear text. Use ldaps://, with a certificate in the"
                            + " directory");
        }
    }

    private void warn(Node at, String place, String what) {
        warnings.add(configuration.source() + ", line " + YamlText.line(at) + ", " + place + ": " + what + '.');
    }
}
