package io.jenkins.plugins.hummingbird.emulator;

import java.io.IOException;

/** Whoever answers a call. */
interface Upstream {
    Answer answer(Call call) throws IOException;
}
