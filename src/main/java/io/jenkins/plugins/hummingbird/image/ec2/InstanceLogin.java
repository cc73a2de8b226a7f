package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.Os;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;

/** The login to the instance of a bake by SSH. */
public final class InstanceLogin {
    private InstanceLogin() {}

    /** @return the instance of a bake, as a place to run commands; for one move */
    public static Shell shell(BakeState bake, BakeContext context) throws IOException, OperationException {
        BakeRequest request = bake.request();
        Login login = new Login(
                bake.instance.address,
                request.sshPort,
                user(request),
                bake.instance.keys.loginKeys(request, context),
                HostKeyPolicy.PINNED,
                bake.instance.keys.hostLine(),
                null,
                null);
        return context.shell(
                request.address.equals(BakeRequest.ENDPOINT)
                        ? login.through(InstanceEndpoint.tunnel(bake, context))
                        : login);
    }

    /** @return who logs in */
    public static String user(BakeRequest request) throws OperationException {
        return request.sshUser.isEmpty() ? Os.parse(request.os).user() : request.sshUser;
    }
}
