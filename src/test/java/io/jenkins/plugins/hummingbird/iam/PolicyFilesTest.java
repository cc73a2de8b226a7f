package io.jenkins.plugins.hummingbird.iam;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.iam.ServiceAuthorization.Use;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * The policies of docs/ against the {@link ServiceAuthorization} table: IAM takes a policy that names an action, a resource
 * or a condition key which do not go together, and then it allows nothing.
 */
@RunWith(Parameterized.class)
public class PolicyFilesTest {
    private static final ServiceAuthorization TABLE = ServiceAuthorization.table();

    /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html; white space is not counted. */
    private static final int MOST_CHARACTERS = 6144;

    private final Path file;
    private final List<Statement> statements;

    public PolicyFilesTest(Path file) throws Exception {
        this.file = file;
        statements = Policy.read(file).statements();
    }

    @Parameters(name = "{0}")
    public static List<Path> files() throws Exception {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("docs"), "iam-*.json")) {
            all.forEach(files::add);
        }
        assertTrue(files.toString(), files.size() >= 2);
        return files;
    }

    @Test
    public void eachActionIsOneThatAwsKnows() {
        for (Statement statement : statements) {
            for (String action : statement.actions()) {
                assertTrue(
                        action + " of " + statement.sid() + " is not in service-authorization.txt",
                        !TABLE.actions(action).isEmpty());
            }
        }
    }

    @Test
    public void eachRequiredTypeOfResourceIsAllowedWithConditionsThatCanHold() {
        List<String> missing = new ArrayList<>();
        for (String action : actions()) {
            for (Use use : TABLE.uses(action)) {
                boolean allowed = statements.stream().anyMatch(one -> one.names(action) && canAllow(one, action, use));
                if (!allowed && (use.required() || use.type().isEmpty())) {
                    missing.add(action + " on " + (use.type().isEmpty() ? "*" : use.type()));
                }
            }
        }
        assertThat(missing, is(empty()));
    }

    @Test
    public void eachResourceAndEachConditionKeyIsForSomeActionOfItsStatement() {
        List<String> idle = new ArrayList<>();
        for (Statement statement : statements) {
            for (String action : actions(statement)) {
                if (TABLE.uses(action).stream().noneMatch(use -> canAllow(statement, action, use))) {
                    idle.add(statement.sid() + ": " + action);
                }
            }
            for (String resource : statement.resources()) {
                Statement alone = new Statement(
                        statement.sid(), true, statement.actions(), List.of(resource), statement.conditions());
                if (actions(statement).stream().noneMatch(action -> TABLE.uses(action).stream()
                        .anyMatch(use -> canAllow(alone, action, use)))) {
                    idle.add(statement.sid() + ": " + resource);
                }
            }
        }
        assertThat(idle, is(empty()));
    }

    /** Whether a call can be allowed as far as that type of resource goes. */
    private static boolean canAllow(Statement statement, String action, Use use) {
        String arn = use.type().isEmpty() ? "*" : TABLE.arn(action, use.type(), Map.of("Partition", "aws"));
        return statement.resources().stream().anyMatch(pattern -> Wildcards.overlapOfArns(pattern, arn))
                && statement.conditions().stream().allMatch(condition -> use.knows(condition.key()));
    }

    @Test
    public void whatAwsAsksForBesideAnActionIsAllowedToo() {
        Set<String> actions = actions();
        for (String action : actions) {
            for (String other : TABLE.needs(action)) {
                assertTrue(action + " needs " + other, actions.contains(other));
            }
        }
    }

    @Test
    public void statementsHaveNamesOfTheirOwnAndTheFileIsNotTooLong() throws Exception {
        Set<String> names = new HashSet<>();
        for (Statement statement : statements) {
            assertTrue(statement.sid(), statement.sid().matches("[A-Za-z0-9]+"));
            assertTrue(statement.sid(), names.add(statement.sid()));
        }
        assertThat(Files.readString(file).replaceAll("\\s", "").length(), lessThanOrEqualTo(MOST_CHARACTERS));
    }

    /** IAM takes no pattern for the partition; docs/security.md says how its name is changed. */
    @Test
    public void eachArnIsOfThePartitionAwsSoThatOneReplacementMakesThePolicyOfAnother() throws Exception {
        String text = Files.readString(file);
        assertEquals(text.split("arn:", -1).length, text.split("\"arn:aws:", -1).length);
        for (String partition : List.of("aws-cn", "aws-us-gov")) {
            Policy.parse(text.replace("arn:aws:", "arn:" + partition + ":")).statements().stream()
                    .flatMap(one -> one.resources().stream())
                    .forEach(arn -> assertTrue(arn, arn.equals("*") || arn.startsWith("arn:" + partition + ":")));
        }
    }

    private Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        statements.forEach(one -> actions.addAll(actions(one)));
        return actions;
    }

    private static Set<String> actions(Statement statement) {
        Set<String> actions = new TreeSet<>();
        statement.actions().forEach(pattern -> actions.addAll(TABLE.actions(pattern)));
        return actions;
    }
}
