package io.jenkins.plugins.hummingbird.jenkins.node;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import jenkins.agents.ControllerToAgentFileCallable;

/** Reads the end of a text file on a node; empty where there is no file. */
final class FileTail implements ControllerToAgentFileCallable<String> {
    private static final long serialVersionUID = 1L;

    private final int most;

    /** @param most how many bytes */
    FileTail(int most) {
        this.most = most;
    }

    @Override
    public String invoke(File file, VirtualChannel channel) throws IOException {
        if (!file.isFile()) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
            long length = in.length();
            byte[] end = new byte[(int) Math.min(most, length)];
            in.seek(length - end.length);
            in.readFully(end);
            return new String(end, StandardCharsets.UTF_8);
        }
    }
}
