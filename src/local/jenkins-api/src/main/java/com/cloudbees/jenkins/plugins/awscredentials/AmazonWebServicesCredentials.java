package com.cloudbees.jenkins.plugins.awscredentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The real one is a provider for the first SDK as well. */
public interface AmazonWebServicesCredentials extends StandardCredentials, AwsCredentialsProvider {}
