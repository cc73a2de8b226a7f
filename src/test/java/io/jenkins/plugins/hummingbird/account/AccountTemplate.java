package io.jenkins.plugins.hummingbird.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.hummingbird.iam.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** docs/examples/account.yaml, and what CloudFormation makes of its functions, as far as tests need it. */
final class AccountTemplate {
    static final Path FILE = Path.of("docs/examples/account.yaml");

    private final Map<String, Map<String, Object>> root;

    private AccountTemplate(Map<String, Map<String, Object>> root) {
        this.root = root;
    }

    static AccountTemplate read() throws IOException {
        return new AccountTemplate(new Yaml(new Functions()).load(Files.readString(FILE)));
    }

    /** @param section such as {@code Outputs} */
    Map<String, Object> section(String section) {
        return root.get(section);
    }

    /** @return what stands there, with functions such as {@code {"!Ref": "Vpc"}} */
    static Object at(Object of, String... path) {
        Object found = of;
        for (String key : path) {
            found = ((Map<?, ?>) found).get(key);
        }
        return found;
    }

    /** @param values by the names that {@code !Ref} and {@code !Sub} use; of each {@code !If} the last branch is taken */
    Policy policy(String resource, Map<String, String> values) throws IOException {
        Object document = at(root, "Resources", resource, "Properties", "PolicyDocument");
        return Policy.parse(new ObjectMapper().writeValueAsString(resolve(document, values)));
    }

    private static Object resolve(Object value, Map<String, String> values) {
        if (value instanceof List<?> list) {
            return list.stream().map(one -> resolve(one, values)).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (map.containsKey("!Ref")) {
            return values.get((String) map.get("!Ref"));
        }
        if (map.containsKey("!If")) {
            return resolve(((List<?>) map.get("!If")).get(2), values);
        }
        if (map.containsKey("!Sub")) {
            return substitute(map.get("!Sub"), values);
        }
        Map<Object, Object> resolved = new LinkedHashMap<>();
        map.forEach((key, one) -> resolved.put(key, resolve(one, values)));
        return resolved;
    }

    private static String substitute(Object given, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(values);
        String text;
        if (given instanceof List<?> textAndNames) {
            text = (String) textAndNames.get(0);
            ((Map<?, ?>) textAndNames.get(1))
                    .forEach((name, value) -> all.put((String) name, (String) resolve(value, values)));
        } else {
            text = (String) given;
        }
        for (Map.Entry<String, String> one : all.entrySet()) {
            text = text.replace("${" + one.getKey() + "}", one.getValue());
        }
        return text;
    }

    /** {@code !Ref Vpc} becomes a map of {@code !Ref} to {@code Vpc}. */
    private static final class Functions extends SafeConstructor {
        Functions() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return Map.of(node.getTag().getValue(), content(node));
                }
            });
        }

        private Object content(Node node) {
            if (node instanceof ScalarNode scalar) {
                return constructScalar(scalar);
            }
            return node instanceof SequenceNode sequence
                    ? constructSequence(sequence)
                    : constructMapping((MappingNode) node);
        }
    }
}
