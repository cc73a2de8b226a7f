package io.jenkins.plugins.hummingbird.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.ConnectionService;

/**
 * The channel of a command. What a command prints may arrive while its channel is being closed, and finds the stream that
 * it is read from closed first: MINA would end the whole connection for that, and with it the commands of others.
 */
final class CommandChannel extends ChannelExec {
    private CommandChannel(String line) {
        super(line, StandardCharsets.UTF_8, null, Map.of());
    }

    /** As {@link ClientSession#createExecChannel(String)} does it. */
    static CommandChannel create(ClientSession session, String line) throws IOException {
        CommandChannel channel = new CommandChannel(line);
        session.getService(ConnectionService.class).registerChannel(channel);
        return channel;
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) throws IOException {
        try {
            super.doWriteData(data, offset, length);
        } catch (IOException e) {
            if (!isClosing()) {
                throw e;
            }
        }
    }
}
