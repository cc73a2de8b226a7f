package io.jenkins.plugins.hummingbird.image;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.InstancesRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * What is left in AWS by a bake to which something happens in each of its phases. Prints the table of
 * docs/reliability.md.
 */
@RunWith(Parameterized.class)
public class BakeFaultsTest {
    private static final AwsRule AWS = AwsRule.own();
    private static final InstancesRule INSTANCES = new InstancesRule(AWS::property, 0.2);

    @ClassRule
    public static final RuleChain PARTS = RuleChain.outerRule(AWS).around(INSTANCES);

    /** A phase that only a recipe has, and does what the script's does. */
    private static final Set<BakePhase> LEFT_OUT = EnumSet.of(BakePhase.READ_INPUTS, BakePhase.RUN_RECIPE);

    /** Which call is refused in a phase; the others call nothing but the instance. */
    private static final Map<BakePhase, String> CALLS = new EnumMap<>(Map.of(
            BakePhase.CHOOSE_BASE_IMAGE, "ec2:DescribeImages",
            BakePhase.CHECK_LAUNCH, "ec2:DescribeVpcs",
            BakePhase.CREATE_GROUP, "ec2:AuthorizeSecurityGroupIngress",
            BakePhase.LAUNCH_INSTANCE, "ec2:RunInstances",
            BakePhase.WAIT_FOR_INSTANCE, "ec2:DescribeInstances",
            BakePhase.STOP_INSTANCE, "ec2:StopInstances",
            BakePhase.CREATE_IMAGE, "ec2:CreateImage",
            BakePhase.WAIT_FOR_IMAGE, "ec2:DescribeImages",
            BakePhase.TERMINATE_INSTANCE, "ec2:TerminateInstances",
            BakePhase.PUBLISH_IMAGE, "ec2:CreateTags"));

    private static final Set<BakePhase> OVER_SSH =
            EnumSet.of(BakePhase.WAIT_FOR_LOGIN, BakePhase.RUN_SCRIPT, BakePhase.CLEAN_INSTANCE);

    private static final Map<BakePhase, Map<Fault, String>> TABLE = new EnumMap<>(BakePhase.class);

    enum Fault {
        /** The process ends after what a move did and before that is saved; another goes on. */
        KILLED,
        /** As before; then somebody aborts the build, and the processes that undo it are killed, too. */
        KILLED_THEN_ABORTED,
        ABORTED,
        REFUSED_BY_AWS,
        SSH_DROPPED
    }

    private static final Set<Fault> GOES_ON = EnumSet.of(Fault.KILLED, Fault.SSH_DROPPED);

    private final AwsRelay relay = new AwsRelay(AWS);
    private final BakeEnvironment environment = new BakeEnvironment(AWS, relay, INSTANCES);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(relay).around(environment);

    private final BakePhase phase;
    private final Fault fault;

    public BakeFaultsTest(BakePhase phase, Fault fault) {
        this.phase = phase;
        this.fault = fault;
    }

    @Parameters(name = "{0} {1}")
    public static Collection<Object[]> cases() {
        List<Object[]> cases = new ArrayList<>();
        for (BakePhase phase : EnumSet.complementOf(EnumSet.copyOf(LEFT_OUT))) {
            // what comes before makes nothing, and BakeTest kills a bake in every move
            if (phase.compareTo(BakePhase.CREATE_GROUP) >= 0) {
                cases.add(new Object[] {phase, Fault.KILLED});
            }
            cases.add(new Object[] {phase, Fault.KILLED_THEN_ABORTED});
            cases.add(new Object[] {phase, Fault.ABORTED});
            if (CALLS.containsKey(phase)) {
                cases.add(new Object[] {phase, Fault.REFUSED_BY_AWS});
            }
            if (OVER_SSH.contains(phase)) {
                cases.add(new Object[] {phase, Fault.SSH_DROPPED});
            }
        }
        // without --all every second one: some of each phase and of each fault
        int each = TestSet.everyNth(2);
        return IntStream.range(0, cases.size())
                .filter(number -> number % each == 0)
                .mapToObj(cases::get)
                .toList();
    }

    @After
    public void clear() throws Exception {
        environment.clear();
    }

    @AfterClass
    public static void print() {
        System.out.println(
                "| phase | killed, and goes on | killed, then aborted | aborted | refused by AWS | SSH dropped |");
        System.out.println("|---|---|---|---|---|---|");
        TABLE.forEach((phase, row) -> {
            StringBuilder line = new StringBuilder("| " + phase + " |");
            for (Fault fault : Fault.values()) {
                line.append(' ').append(row.getOrDefault(fault, "-")).append(" |");
            }
            System.out.println(line);
        });
    }

    @Test
    public void nothingIsLeftButAnImageThatIsDone() throws Exception {
        String pause = phase == BakePhase.RUN_SCRIPT ? "sleep 1; " : "";
        BakeDriver run = environment.run(environment.request("echo begins; " + pause + "echo ends\n"));
        relay.slow(1, 0);
        run.runUntil(phase);
        Outcome outcome = happen(run);
        List<String> left = environment.left();
        String what = "nothing";
        if (goesOn()) {
            assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
            // instance, volume and group
            assertThat(left.size(), is(fault == Fault.REFUSED_BY_AWS ? 5 : 2));
            what = fault == Fault.REFUSED_BY_AWS ? "the image, and what it names" : "the image";
        } else if (phase == BakePhase.PUBLISH_IMAGE && fault == Fault.KILLED_THEN_ABORTED) {
            assertThat(left.size(), is(2));
            what = "the image";
        } else {
            assertThat(String.join("\n", run.log) + outcome.message(), left, is(empty()));
        }
        long launches = environment.launched(run);
        assertThat(launches, lessThanOrEqualTo(1L));
        TABLE.computeIfAbsent(phase, p -> new EnumMap<>(Fault.class)).put(fault, what + ", " + launches + " launched");
    }

    /** Whether the bake ends well; where the instance is ended the image is whole already. */
    private boolean goesOn() {
        return GOES_ON.contains(fault) || phase == BakePhase.TERMINATE_INSTANCE && fault == Fault.REFUSED_BY_AWS;
    }

    /** Each process undoes a little, and is killed before it has saved that. */
    private static void abortWithKills(BakeDriver run) throws Exception {
        do {
            run.bake().stop();
            run.moveAndKill();
            run.bake().stop();
        } while (!run.move());
    }

    private Outcome happen(BakeDriver run) throws Exception {
        switch (fault) {
            case KILLED -> run.moveAndKill();
            case KILLED_THEN_ABORTED -> {
                run.moveAndKill();
                abortWithKills(run);
            }
            case ABORTED -> {
                if (phase == BakePhase.RUN_SCRIPT) {
                    run.move();
                }
                run.bake().stop();
            }
            case REFUSED_BY_AWS ->
                relay.fail(CALLS.get(phase), 1, 403, "UnauthorizedOperation", "You are not authorized.");
            case SSH_DROPPED -> {
                run.move();
                environment.instance(run).dropConnections();
            }
        }
        Outcome outcome = run.runToEnd();
        if (fault == Fault.REFUSED_BY_AWS) {
            assertThat(outcome.kind(), is(goesOn() ? Outcome.Kind.DONE : Outcome.Kind.FAILED));
            assertThat(outcome.message() + String.join("\n", run.log), containsString(CALLS.get(phase)));
        } else if (!goesOn()) {
            assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.STOPPED));
            assertThat(outcome.message(), is(""));
        }
        return outcome;
    }
}
