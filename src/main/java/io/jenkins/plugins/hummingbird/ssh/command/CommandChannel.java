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
 * The channel of a command. What a command prints may arrive while its channel is being closed, and finds the stream that
 * it is read from closed first: MINA would end the whole connection for that, and with it the commands of others.
 *
 * <p>sshd ends the whole connection for a request on a channel that it has closed (server_input_channel_req in its
 * serverloop.c), so the signal that ends a command is sent by the one thread that closes the channel, before it does.
 */
final class CommandChannel extends ChannelExec {
    private final AtomicBoolean terminating = new AtomicBoolean();

    private CommandChannel(String line) {
        super(line, StandardCharsets.UTF_8, null, Map.of());
    }

    /** As {@link ClientSession#createExecChannel(String)} does it. */
    static CommandChannel create(ClientSession session, String line) throws IOException {
        CommandChannel channel = new CommandChannel(line);
        session.getService(ConnectionService.class).registerChannel(channel);
        return channel;
    }

    /** Closes the channel of a command that still runs and is told to end: closing alone leaves it running. */
    void terminate() {
        if (getRecipient() < 0) {
            // The other side does not know it yet.
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
