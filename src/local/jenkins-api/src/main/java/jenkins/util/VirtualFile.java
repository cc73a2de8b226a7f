package jenkins.util;

public abstract class VirtualFile {}
