package io.jenkins.plugins.hummingbird.emulator;

import io.jenkins.plugins.hummingbird.iam.Access;
import io.jenkins.plugins.hummingbird.iam.Policy;
import java.io.IOException;

/** Refuses what a policy does not allow, in the words of AWS; moto 5.2 itself knows no conditions. */
final class PolicyGate {
    private final CalledResources resources;
    private final String user;
    private volatile Policy policy;

    /** @param account twelve digits */
    PolicyGate(Upstream moto, String region, String account) {
        resources = new CalledResources(moto, region, account);
        user = "arn:aws:iam::" + account + ":user/hummingbird";
    }

    /** @param only null for all that there is */
    void allow(Policy only) {
        policy = only;
    }

    /** @return null when the call is allowed */
    Answer refusal(Call call) throws IOException {
        Policy now = policy;
        if (now == null) {
            return null;
        }
        for (Access access : resources.of(call)) {
            if (!now.allows(access)) {
                return refused(call, access);
            }
        }
        return null;
    }

    private Answer refused(Call call, Access access) {
        String why = "User: " + user + " is not authorized to perform: " + access.action() + " on resource: "
                + access.resource() + " because no identity-based policy allows the " + access.action() + " action";
        if (call.service().equals("ec2")) {
            return Answer.error(
                    call,
                    403,
                    "UnauthorizedOperation",
                    "You are not authorized to perform this operation. " + why
                            + ". Encoded authorization failure message: AbC12-_");
        }
        return call.isJson()
                ? Answer.error(call, 400, "AccessDeniedException", why)
                : Answer.error(call, 403, "AccessDenied", why);
    }
}
