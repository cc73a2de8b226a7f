package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Up to {@value #MOST} names of images that are spread over a list; the same ones each time. */
final class NameSample {
    private static final int MOST = 10_000;

    private final List<String> names = new ArrayList<>();
    private final long total;

    NameSample(NameList list) throws IOException, OperationException {
        long[] count = {0};
        list.read(path -> count[0] += ImageNames.countsForPresets(path) ? 1 : 0);
        total = count[0];
        int step = (int) ((total + MOST - 1) / MOST);
        // one of each `step` names: which one is random, for channels and sites come at regular distances
        Random random = new Random(1);
        long[] position = {0, 0};
        list.read(path -> {
            if (!ImageNames.countsForPresets(path)) {
                return;
            }
            if (position[0] % step == 0) {
                position[1] = position[0] + random.nextInt(step);
            }
            if (position[0]++ == position[1]) {
                names.add(path);
            }
        });
    }

    /** @return how many names of images the list has */
    long total() {
        return total;
    }

    /** @return all of them, where they are few */
    List<String> names() {
        return names;
    }
}
