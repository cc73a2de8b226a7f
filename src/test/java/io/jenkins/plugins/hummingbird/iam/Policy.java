package io.jenkins.plugins.hummingbird.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A policy of an identity, evaluated as IAM does: what is not allowed is denied, and what is denied is not allowed. */
public final class Policy {
    private final List<Statement> statements = new ArrayList<>();

    private Policy(JsonNode json) {
        json.get("Statement").forEach(one -> statements.add(Statement.of(one)));
    }

    /** @throws IllegalArgumentException when something is in it that is not known here */
    public static Policy read(Path file) throws IOException {
        return new Policy(new ObjectMapper().readTree(file.toFile()));
    }

    /** @param json as a policy is written */
    public static Policy parse(String json) throws IOException {
        return new Policy(new ObjectMapper().readTree(json));
    }

    public List<Statement> statements() {
        return List.copyOf(statements);
    }

    public boolean allows(Access access) {
        return statements.stream().anyMatch(one -> one.allows() && one.appliesTo(access))
                && statements.stream().noneMatch(one -> !one.allows() && one.appliesTo(access));
    }
}
