package io.jenkins.plugins.hummingbird.ssh.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * The channel of a command. Output may arrive while the channel is being closed and its stream is already closed: MINA
 * would then close the connection, and with it the other commands.
 *
 * <p>sshd closes the connection if it receives a request on a channel that it has closed (server_input_channel_req in
 * its serverloop.c). So the thread that closes the channel sends the signal that terminates the command, before closing
 * it.
 */
final class CommandChannel extends ChannelExec {
    private final AtomicBoolean terminating = new AtomicBoolean();

    private CommandChannel(String line) {
        super(line, StandardCharsets.UTF_8, null, Map.of());
    }

    /** Creates a channel as {@link ClientSession#createExecChannel(String)} does. */
    static CommandChannel create(ClientSession session, String line) throws IOException {
        CommandChannel channel = new CommandChannel(line);
        session.getService(ConnectionService.class).registerChannel(channel);
        return channel;
    }

    /** Terminates the running command and closes the channel: closing alone leaves the command running. */
    void terminate() {
        if (getRecipient() < 0) {
            // The server does not know the channel yet.
            close(true);
            return;
        }
        terminating.set(true);
        close(false);
    }

    @Override
    protected void preClose() {
        if (terminating.getAndSet(false)) {
            try {
                Buffer signal = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
                signal.putUInt(getRecipient());
                signal.putString("signal");
                signal.putBoolean(false);
                signal.putString("TERM");
                getSession().writePacket(signal);
            } catch (IOException | RuntimeException e) {
                log.debug("the session is closed, and the channel with it", e);
            }
        }
        super.preClose();
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) throws IOException {
        unlessClosing(() -> super.doWriteData(data, offset, length));
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
        unlessClosing(() -> super.doWriteExtendedData(data, offset, length));
    }

    private void unlessClosing(Receiver receiver) throws IOException {
        try {
            receiver.take();
        } catch (IOException e) {
            if (!isClosing()) {
                throw e;
            }
        }
    }

    private interface Receiver {
        void take() throws IOException;
    }
}
