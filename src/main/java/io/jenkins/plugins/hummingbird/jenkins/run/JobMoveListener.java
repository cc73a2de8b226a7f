package io.jenkins.plugins.hummingbird.jenkins.run;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;

/** Notices jobs that are renamed or moved while one of their operations has not ended. */
@Extension
public final class JobMoveListener extends ItemListener {
    /** Called for each job, too, when a folder that it is in is renamed or moved. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        PendingOperations.jobMoved(item, oldFullName, newFullName);
    }
}
