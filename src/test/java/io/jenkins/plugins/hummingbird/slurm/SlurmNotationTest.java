package io.jenkins.plugins.hummingbird.slurm;

import static org.hamcrest.CoreMatchers.startsWith;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.ClassRule;
import org.junit.Test;

/** Times, amounts of memory and options as a real Slurm reads them. */
public class SlurmNotationTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule(order = 1)
    public static final SlurmOnRig RIG = new SlurmOnRig(HEAD_NODE);

    @Test
    public void slurmReadsTimeLimitsTheSameWay() throws Exception {
        List<String> times = List.of("90", "90:30", "1:30:00", "1:30:01", "2-5", "2-05:07", "2-05:07:59");
        List<String> limits = understood("--time", "%l", times);
        for (int i = 0; i < times.size(); i++) {
            assertEquals(times.get(i), TimeLimit.minutes(times.get(i)), minutes(limits.get(i)));
        }
    }

    /** Minutes of squeue's {@code [days-]hours:minutes:seconds}. */
    private static long minutes(String limit) {
        String[] days = limit.split("-");
        String[] clock = days[days.length - 1].split(":");
        long hours = Long.parseLong(clock[0]) + (days.length > 1 ? 24 * Long.parseLong(days[0]) : 0);
        return hours * 60 + Long.parseLong(clock[1]);
    }

    @Test
    public void slurmReadsAmountsOfMemoryTheSameWay() throws Exception {
        List<String> amounts = List.of("800", "800M", "4G", "4096K", "5000K");
        List<String> memory = understood("--mem", "%m", amounts);
        for (int i = 0; i < amounts.size(); i++) {
            assertEquals(amounts.get(i), Memory.megabytes(amounts.get(i)), Memory.megabytes(memory.get(i)));
        }
    }

    @Test
    public void acceptsOrRejectsEachOptionOfSbatch() throws Exception {
        String help = RIG.shell().run(Command.of("sbatch", "--help")).out();
        Matcher options =
                Pattern.compile("(?m)^ +(?:-([A-Za-z]),)? *--([a-z-]+)(\\[?=)?").matcher(help);
        int count = 0;
        while (options.find()) {
            count++;
            String option = "--" + options.group(2);
            // the help does not say of all options that they take a value
            boolean value = "=".equals(options.group(3)) || isTaken(option + "=x") && !isTaken(option);
            String whole = value ? option + "=x" : option;
            boolean taken = isTaken(whole);
            if (!taken) {
                assertThat(refusal(whole), startsWith(option + " is set by the plugin: "));
            }
            if (options.group(1) != null) {
                String letter = "-" + options.group(1) + (value ? " x" : "");
                assertEquals(
                        taken ? List.of(whole) : refusal(whole), taken ? SbatchOptions.parse(letter) : refusal(letter));
            }
        }
        assertTrue(help, count > 80);
    }

    private static boolean isTaken(String option) {
        return refusal(option).isEmpty();
    }

    private static String refusal(String option) {
        try {
            SbatchOptions.parse(option);
            return "";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    /** What Slurm makes of each value of an option of sbatch, by a job that never runs. */
    private static List<String> understood(String option, String format, List<String> values) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(RIG.newName(), option, format));
        arguments.addAll(values);
        String script = String.join(
                "\n",
                "name=$1 option=$2 format=$3",
                "shift 3",
                "for value; do",
                "    id=$(sbatch --parsable --hold --job-name=\"$name\" \"$option=$value\" --wrap true)",
                "    squeue -h -j \"$id\" -o \"$format\"",
                "done");
        Result result = RIG.shell().run(Command.script(script, arguments.toArray(new String[0])));
        assertEquals("", result.err());
        return result.out().lines().toList();
    }
}
