package io.jenkins.plugins.hummingbird.slurm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import org.junit.Test;

public class NodeFeaturesTest {
    private static String instanceType(String features) {
        return NodeFeatures.parse("queue1-dy-c5-1 queue1 " + features).instanceType();
    }

    @Test
    public void findsTheInstanceTypeAmongTheFeaturesOfParallelCluster() {
        assertThat(instanceType("dynamic,c5.xlarge,c5"), is("c5.xlarge"));
        assertThat(instanceType("static,u-6tb1.112xlarge,big,efa,gpu"), is("u-6tb1.112xlarge"));
        assertThat(instanceType("dynamic,m7i.metal-24xl,metal"), is("m7i.metal-24xl"));
        assertThat("a compute resource of several types", instanceType("dynamic,mixed"), is(""));
        assertThat("a node of another cluster", instanceType("(null)"), is(""));
    }

    @Test
    public void leavesOutWhatIsNoLineOfSinfo() {
        assertThat(NodeFeatures.parse("node1 queue1"), is(nullValue()));
        assertThat(NodeFeatures.parse("node1 queue;1 a"), is(nullValue()));
        assertThat(NodeFeatures.parse(""), is(nullValue()));
    }
}
