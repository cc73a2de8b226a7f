package io.jenkins.plugins.hummingbird.cluster.configuration;

import io.jenkins.plugins.hummingbird.cluster.reads.Directory;
import io.jenkins.plugins.hummingbird.cluster.yaml.YamlCheck;
import io.jenkins.plugins.hummingbird.cluster.yaml.YamlDigest;
import io.jenkins.plugins.hummingbird.cluster.yaml.YamlEdit;
import io.jenkins.plugins.hummingbird.cluster.yaml.YamlText;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The configuration of a cluster
 * (https://docs.aws.amazon.com/parallelcluster/latest/ug/cluster-configuration-file-v3.html), in which the values of the
 * step's parameters are set. The rest of its text stays unchanged, comments too.
 */
public final class ClusterConfiguration {
    private final String source;
    private String text;
    private MappingNode root;

    private ClusterConfiguration(String source, String text) throws OperationException {
        this.source = source;
        update(text);
    }

    /**
     * @param source for messages: the name of the file, or {@code configurationText}
     * @throws OperationException that names the line, where the text is not YAML or not a configuration
     */
    public static ClusterConfiguration parse(String source, String text) throws OperationException {
        return new ClusterConfiguration(source, text);
    }

    private void update(String changed) throws OperationException {
        root = YamlText.root(source, changed);
        new YamlCheck(source).check(root);
        text = changed;
    }

    /**
     * Sets DirectoryService. Domain and address of the configuration are kept; a parameter replaces the value of the
     * configuration.
     *
     * @param passwordSecretArn of the read-only user's password; empty for the value of the configuration
     * @param readOnlyUser a distinguished name or the plain name of a user; empty for the value of the configuration
     * @return warnings about the directory, a line each
     * @throws OperationException when the secret or the user is missing
     */
    public List<String> setDirectory(Directory directory, String passwordSecretArn, String readOnlyUser)
            throws OperationException {
        MappingNode service = YamlText.mapping(root, "DirectoryService");
        Map<String, String> filled = new LinkedHashMap<>();
        if (YamlText.text(service, "DomainName").isEmpty()) {
            filled.put("DomainName", directory.domain());
        }
        if (YamlText.text(service, "DomainAddr").isEmpty()) {
            filled.put("DomainAddr", directory.ldapsAddress());
        }
        fill(filled, service, "PasswordSecretArn", "passwordSecretArn", passwordSecretArn);
        fill(
                filled,
                service,
                "DomainReadOnlyUser",
                "domainReadOnlyUser",
                readOnlyUser.isEmpty() ? "" : directory.distinguishedName(readOnlyUser));
        set("DirectoryService", filled);
        return warnings(directory);
    }

    private void fill(Map<String, String> filled, MappingNode service, String key, String parameter, String value)
            throws OperationException {
        if (!value.isEmpty()) {
            filled.put(key, value);
        } else if (YamlText.text(service, key).isEmpty()) {
            throw new OperationException(parameter + ": directoryId is set, and a cluster with a directory needs this,"
                    + " too. Set the parameter, or DirectoryService/" + key + " in " + source + '.');
        }
    }

    private List<String> warnings(Directory directory) {
        List<String> warnings = new ArrayList<>();
        if (!directory.isActive()) {
            warnings.add("directoryId: the directory " + directory.id() + " is " + directory.stage()
                    + ", and not Active: nobody can log in to the cluster before it is.");
        }
        MappingNode service = YamlText.mapping(root, "DirectoryService");
        String name = YamlText.text(service, "DomainName");
        if (!name.equalsIgnoreCase(directory.domain())) {
            warnings.add(source + ", line " + YamlText.line(YamlText.find(service, "DomainName"))
                    + ", DirectoryService/DomainName: is " + name + ", and the directory " + directory.id() + " has "
                    + directory.domain() + '.');
        }
        return warnings;
    }

    /** Sets a tag of the cluster's stack and of its resources. */
    public void setTag(String key, String value) throws OperationException {
        for (MappingNode tag : YamlText.mappings(root, "Tags")) {
            if (YamlText.text(tag, "Key").equals(key)) {
                edit(tag, "Value", YamlEdit.scalar(value), "Tags");
                return;
            }
        }
        Map<String, String> pair = new LinkedHashMap<>();
        pair.put("Key", key);
        pair.put("Value", value);
        String tag = YamlEdit.mapping(pair);
        Node tags = YamlText.find(root, "Tags");
        if (YamlText.isEmpty(tags)) {
            edit(root, "Tags", '[' + tag + ']', "Tags");
            return;
        }
        String changed = tags instanceof SequenceNode list ? new YamlEdit(text).prepend(list, tag) : null;
        if (changed == null) {
            throw wrong(tags, "Tags", "must be a list of keys and values, without an anchor");
        }
        update(changed);
    }

    /**
     * @return 64 hexadecimal digits, the same for equivalent configurations: comments, the order of keys and
     *     indentation are ignored. For {@link ClusterTags#CONFIGURATION}, before that tag is set.
     */
    public String digest() {
        return YamlDigest.of(root);
    }

    /** @return the YAML for ParallelCluster */
    public String text() {
        return text;
    }

    /** @return for messages: the name of the file, or {@code configurationText} */
    String source() {
        return source;
    }

    MappingNode root() {
        return root;
    }

    /** Sets keys of a top-level section, which is created where it is missing or empty. */
    private void set(String section, Map<String, String> values) throws OperationException {
        set(() -> root, section, section, values);
    }

    /**
     * Sets keys of a section, which is created where it is missing or empty.
     *
     * @param owner of the section, looked up again after each edit
     * @param place of the section, for a message
     * @throws OperationException when the section exists and is not a mapping
     */
    void set(Supplier<MappingNode> owner, String section, String place, Map<String, String> values)
            throws OperationException {
        Node found = YamlText.find(owner.get(), section);
        if (YamlText.isEmpty(found)) {
            edit(owner.get(), section, YamlEdit.mapping(values), place);
            return;
        }
        for (Map.Entry<String, String> one : values.entrySet()) {
            if (!(YamlText.find(owner.get(), section) instanceof MappingNode mapping)) {
                throw wrong(found, place, "has no keys of its own");
            }
            edit(mapping, one.getKey(), YamlEdit.scalar(one.getValue()), place + '/' + one.getKey());
        }
    }

    /** @param place of what is set, for a message */
    private void edit(MappingNode mapping, String key, String value, String place) throws OperationException {
        String changed = new YamlEdit(text).set(mapping, key, value);
        if (changed == null) {
            throw wrong(
                    YamlText.own(mapping, key),
                    place,
                    "is shared, by an anchor, with other keys; write it out for each of them");
        }
        update(changed);
    }

    OperationException wrong(Node node, String key, String why) {
        return new OperationException(source + ", line " + YamlText.line(node) + ", " + key + ": " + why + '.');
    }
}
