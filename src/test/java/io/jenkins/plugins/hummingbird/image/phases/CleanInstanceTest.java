package io.jenkins.plugins.hummingbird.image.phases;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.Instance;
import io.jenkins.plugins.hummingbird.InstancesRule;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.image.BakeDriver;
import io.jenkins.plugins.hummingbird.image.BakeEnvironment;
import io.jenkins.plugins.hummingbird.image.state.BakeFiles;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** That no instance becomes an image that was not cleaned to the end, for the keys of the bake would be in it. */
public class CleanInstanceTest {
    private static final AwsRule AWS = AwsRule.own();
    private static final InstancesRule INSTANCES = new InstancesRule(AWS::property, 0.2);

    @ClassRule
    public static final RuleChain PARTS = RuleChain.outerRule(AWS).around(INSTANCES);

    private final AwsRelay relay = new AwsRelay(AWS);
    private final BakeEnvironment environment = new BakeEnvironment(AWS, relay, INSTANCES);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(relay).around(environment);

    private BakeDriver run;
    private Instance instance;

    /** As it is before its clean-up, which does more than that of the tests; BAKE is the id. */
    private void begin(String before, String after) throws Exception {
        run = environment.run(environment.request("true\n"));
        run.runUntil(BakePhase.CLEAN_INSTANCE);
        instance = environment.instance(run);
        Path cleanUp = instance.root().resolve(BakeFiles.CLEAN_UP.substring(1));
        String own = Files.readString(cleanUp);
        Files.writeString(
                cleanUp, "#!/bin/bash\n" + before.replace("BAKE", run.bake().id()) + "\n" + own + "\n" + after + "\n");
    }

    @After
    public void clear() throws Exception {
        environment.clear();
    }

    private void done() throws Exception {
        Outcome outcome = run.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(Files.readString(instance.home().resolve(".ssh/authorized_keys")), is(""));
        assertThat(Files.exists(instance.root().resolve("etc/ssh/ssh_host_ed25519_key")), is(false));
    }

    private String failed() throws Exception {
        Outcome outcome = run.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(environment.left(), is(empty()));
        assertThat(relay.actions(), not(hasItem("ec2:CreateImage")));
        return outcome.message();
    }

    @Test
    public void itsEndIsKnownAlthoughItEmptiesTheTemporaryFolders() throws Exception {
        begin("rm -rf /var/tmp/hummingbird-*/BAKE*", "");
        done();
        assertThat(run.log, not(hasItem(containsString("running it again"))));
    }

    @Test
    public void oneThatIsBrokenOffIsDoneAgain() throws Exception {
        begin("[ -e \"$HOME/killed\" ] || { touch \"$HOME/killed\"; kill -KILL 0; }", "");
        done();
        assertThat(run.log, hasItem("the clean-up was interrupted before its end: running it again"));
    }

    @Test
    public void oneThatIsAlwaysBrokenOffMakesNoImage() throws Exception {
        begin("kill -KILL 0", "");
        assertThat(failed(), containsString("was interrupted 3 times"));
    }

    @Test
    public void oneThatFailsMakesNoImage() throws Exception {
        begin("", "echo no such folder; exit 4");
        assertThat(
                failed(),
                containsString("failed on the instance " + run.state().instance.id + " with exit code 4: no such"));
    }

    @Test
    public void oneThatEndsWhenNobodyIsLetInAnyMoreIsKnownByTheInstancesOwnEnd() throws Exception {
        begin("", "sleep 1");
        run.move();
        instance.dropConnections();
        done();
    }

    @Test
    public void oneThatFailsWhenNobodyIsLetInAnyMoreMakesNoImage() throws Exception {
        begin("", "sleep 1; exit 4");
        run.move();
        instance.dropConnections();
        assertThat(
                failed(),
                allOf(
                        containsString("does not answer since its clean-up began, and has not shut itself down"),
                        containsString("must not become an image")));
    }

    @Test
    public void anInstanceThatSomebodyStopsMeanwhileMakesNoImage() throws Exception {
        begin("", "sleep 60");
        run.move();
        instance.dropConnections();
        environment.ec2(ec2 -> ec2.stopInstances(r -> r.instanceIds(run.state().instance.id)));
        assertThat(failed(), containsString("and not by this bake"));
    }
}
