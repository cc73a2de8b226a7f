package com.cloudbees.plugins.credentials.impl;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;

public abstract class BaseStandardCredentials implements StandardCredentials {
    private static final long serialVersionUID = 1L;

    private final CredentialsScope scope;
    private final String id;
    private final String description;

    protected BaseStandardCredentials(CredentialsScope scope, String id, String description) {
        this.scope = scope;
        this.id = id;
        this.description = description;
    }

    @Override
    public CredentialsScope getScope() {
        return scope;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public CredentialsDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
