package org.jvnet.hudson.test;

import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;

public class MockAuthorizationStrategy extends AuthorizationStrategy {
    public final Grant grant(Permission... permissions) {
        throw new UnsupportedOperationException();
    }

    public class Grant {
        Grant() {}

        public GrantOn everywhere() {
            throw new UnsupportedOperationException();
        }

        public class GrantOn {
            GrantOn() {}

            public MockAuthorizationStrategy to(String... users) {
                throw new UnsupportedOperationException();
            }

            public MockAuthorizationStrategy toEveryone() {
                throw new UnsupportedOperationException();
            }
        }
    }
}
