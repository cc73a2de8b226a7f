package io.jenkins.plugins.hummingbird.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ClusterViewTest {
    private static ClusterOperation operation(String action, String name) {
        ClusterRequest request = new ClusterRequest();
        request.action = action;
        request.name = name;
        request.aws.region = "eu-central-1";
        return new ClusterOperation("cluster-seen", request, Instant.now());
    }

    private static Map<String, Object> instance(String type, String state) {
        return Map.of("instanceId", "i-1", "instanceType", type, "state", state);
    }

    private static ClusterView described(List<Object> instances) {
        ClusterOperation operation = operation("describe", "plates");
        return new ClusterView(
                operation,
                Map.of(
                        "region",
                        "eu-central-1",
                        "status",
                        "CREATE_COMPLETE",
                        "fleet",
                        "RUNNING",
                        "headNode",
                        Map.of("instanceId", "i-1", "publicIp", "", "privateIp", "10.0.0.4"),
                        "instances",
                        new ArrayList<>(instances)));
    }

    @Test
    public void countsTheHoursOfRunningInstancesByType() {
        ClusterView view = described(List.of(
                instance("c5.xlarge", "running"),
                instance("m5.large", "running"),
                instance("c5.xlarge", "pending"),
                instance("c5.xlarge", "stopped")));
        assertThat(
                view.cost(),
                is("When the step ended, 2 c5.xlarge and 1 m5.large ran:"
                        + " 48 hours of c5.xlarge and 24 hours of m5.large a day if they are left so."));
        assertThat(view.facts(), hasEntry("address", "10.0.0.4"));
        assertThat(view.facts(), hasEntry("fleet", "RUNNING"));
    }

    @Test
    public void aClusterWithoutInstancesHasNoHours() {
        assertThat(described(List.of()).cost(), is("No instance ran when the step ended."));
    }

    @Test
    public void aListShowsTheNumberOfClusters() {
        ClusterOperation operation = operation("list", "");
        assertThat(new ClusterView(operation).status(), is("reads its inputs"));
        ClusterView view = new ClusterView(operation, Map.of("clusters", new ArrayList<>(List.of("a", "b"))));
        assertThat(view.title(), is("List of clusters"));
        assertThat(view.facts(), hasEntry("clusters", "2"));
        assertThat(view.facts(), not(hasKey("images")));
        assertThat(view.cost(), is(""));
    }
}
