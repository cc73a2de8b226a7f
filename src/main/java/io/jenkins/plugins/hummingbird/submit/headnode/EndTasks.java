package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lets no task of a kind begin any more, when all that they work on have their verdicts. */
public final class EndTasks {
    private EndTasks() {}

    /** @param folder that of the tasks on the head node */
    public static void of(String folder, TaskBoard tasks, Shell headNode) throws IOException, OperationException {
        List<String> arguments = new ArrayList<>(List.of(folder));
        arguments.addAll(tasks.arrayNames());
        headNode.output(RemoteScripts.END_TASKS.command(arguments).named("the end of the tasks"));
    }
}
