package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Arrays of tables.sh on a real Slurm, by the scripts that serve arrays of groups. */
public class TablesOnSlurmTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TablesRun tables;
    private String name;
    private Path begun;
    private Path goOn;

    @Before
    public void plan() throws Exception {
        tables = new TablesRun(cluster.folder(), cluster.output());
        name = "hummingbird-tables-" + cluster.folder().getFileName();
        begun = cluster.folder().resolve("begun");
        goOn = cluster.folder().resolve("go-on");
    }

    @After
    public void cancel() throws Exception {
        cluster.slurm("scancel", "--name=" + name);
    }

    private String submit(int tasks) throws Exception {
        return new Slurm(cluster.shell())
                .submit(
                        tables.plan.toString(),
                        name,
                        List.of(
                                "--array=1-" + tasks,
                                "--time=10",
                                "--mem=100M",
                                "--signal=B:USR1@60",
                                "--output=/dev/null",
                                tables.plan + "/tables.sh",
                                tables.plan.toString(),
                                "0",
                                "0"));
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        try {
            Patience.await(what, condition);
        } catch (AssertionError e) {
            throw new AssertionError("Slurm says: " + cluster.slurm("scontrol", "show", "job"), e);
        }
    }

    private void await(Path file) throws Exception {
        await(file.toString(), () -> Files.exists(file));
    }

    /** The record of a table once it is as a test wants it. One that is claimed says completed before there is a link. */
    private GroupRecord await(int table, Predicate<GroupRecord> condition) throws Exception {
        AtomicReference<GroupRecord> record = new AtomicReference<>();
        try {
            await("such record of table " + table, () -> {
                Command records = RemoteScripts.records(tables.plan.toString(), List.of(table));
                record.set(GroupRecord.parse(cluster.shell().output(records)).get(table));
                return record.get() != null && condition.test(record.get());
            });
        } catch (AssertionError e) {
            throw new AssertionError("the record is " + record.get(), e);
        }
        return record.get();
    }

    @Test
    public void theTablesOfAllPlatesArePublished() throws Exception {
        tables.table("P2");
        tables.group(3, "B01", "1,1,8.5\r\n");
        String job = submit(2);
        for (int table = 1; table <= 2; table++) {
            GroupRecord record = await(table, one -> !one.state().equals("running"));
            assertThat(record.reason() + record.detail(), record.state(), is("completed"));
            await(cluster.output().resolve("tables/P" + table));
        }
        assertThat(tables.nuclei(), is("ImageNumber,ObjectNumber,AreaShape_Area\r\n1,1,5.0\r\n2,1,7.0\r\n"));
        assertThat(Files.readString(cluster.output().resolve("tables/P2/Nuclei.csv")), containsString("3,1,8.5"));
        assertThat(Files.readString(tables.plan.resolve("job-" + name)).strip(), is(job));
        assertThat("submitted once", submit(2), is(job));
    }

    @Test
    public void aTaskThatSlurmBeginsAnewPublishesOnce() throws Exception {
        tables.pythonThatBegins("touch " + begun + "; while [ ! -e " + goOn + " ]; do sleep 0.05; done");
        String job = submit(1);
        await(begun);
        cluster.slurm("scontrol", "requeue", job + "_1");
        await(1, record -> !record.state().equals("running"));
        Files.createFile(goOn);
        // Slurm would take the end of the first execution for that of the second
        await("first execution to end", () -> cluster.processes().isEmpty());
        await("task to wait", () -> cluster.slurm("squeue", "-h", "-j", job, "-o", "%T")
                .strip()
                .equals("PENDING"));
        // Slurm would let it wait for two minutes; a node refuses what begins in the second in which it ended the task
        cluster.slurm("scontrol", "update", "jobid=" + job + "_1", "starttime=now+3");
        GroupRecord record = await(1, GroupRecord::completed);
        assertThat(record.attempt(), startsWith("0.1."));
        await(cluster.output().resolve("tables/P1"));
        assertThat(tables.link(), is("../.hummingbird/results/tables/P1/submit-1." + record.attempt()));
        assertThat(tables.nuclei(), is(TablesRun.NUCLEI));
        assertThat(TaskRun.attempts(tables.attempts()), is(List.of("submit-1.0.1", "submit-1.0.1.done")));
        Command requeued = RemoteScripts.requeuedRecords(tables.plan.toString(), 0, List.of(1), 9);
        GroupRecord first = GroupRecord.parse(cluster.shell().output(requeued)).get(1);
        assertThat(first.attempt(), startsWith("0.0."));
        assertThat(first.reason(), is(FailureReason.CANCELLED));
    }

    @Test
    public void aTaskThatIsCancelledSaysSo() throws Exception {
        tables.pythonThatBegins("touch " + begun + "; sleep 600");
        String job = submit(1);
        await(begun);
        cluster.slurm("scancel", job);
        GroupRecord record = await(1, GroupRecord::failed);
        assertThat(record.reason(), is(FailureReason.CANCELLED));
        assertThat(Files.exists(cluster.output().resolve("tables")), is(false));
    }
}
