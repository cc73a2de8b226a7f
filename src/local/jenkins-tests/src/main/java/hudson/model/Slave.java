package hudson.model;

import hudson.FilePath;
import hudson.Launcher;
import hudson.security.ACL;

public abstract class Slave extends Node {
    /** Of Node. */
    public final Computer toComputer() {
        throw new UnsupportedOperationException();
    }

    public FilePath getRootPath() {
        throw new UnsupportedOperationException();
    }

    public Launcher createLauncher(TaskListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException();
    }
}
