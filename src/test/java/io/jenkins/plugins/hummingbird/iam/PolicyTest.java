package io.jenkins.plugins.hummingbird.iam;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.Test;

/** That policies are evaluated as IAM does. */
public class PolicyTest {
    private static final String SNAPSHOT = "arn:aws:ec2:eu-central-1::snapshot/snap-1";

    private static Policy policy(String... statements) throws Exception {
        return Policy.parse("{\"Statement\": [" + String.join(", ", statements).replace('\'', '"') + "]}");
    }

    private static String statement(String effect, String action, String resource, String conditions) {
        return "{'Effect': '" + effect + "', 'Action': '" + action + "', 'Resource': '" + resource + "', 'Condition': {"
                + conditions + "}}";
    }

    private static boolean allows(String conditions, Map<String, List<String>> context) throws Exception {
        return policy(statement("Allow", "*", "*", conditions)).allows(new Access("ec2:X", SNAPSHOT, context));
    }

    @Test
    public void actionsAndResourcesMatchByPatternsAndNothingIsAllowedByItself() throws Exception {
        Policy policy = policy(statement("Allow", "ec2:Delete*", "arn:aws:ec2:*:*:snapshot/*", ""));
        assertTrue(policy.allows(new Access("ec2:DeleteSnapshot", SNAPSHOT, Map.of())));
        assertTrue(policy.allows(new Access("EC2:deletesnapshot", SNAPSHOT, Map.of())));
        assertFalse(policy.allows(new Access("ec2:CreateSnapshot", SNAPSHOT, Map.of())));
        assertFalse(policy.allows(new Access("ec2:DeleteSnapshot", "*", Map.of())));
        assertFalse(policy.allows(
                new Access("ec2:DeleteSnapshot", "arn:aws-cn:ec2:cn-north-1::snapshot/snap-1", Map.of())));
        assertFalse(policy.allows(new Access("ec2:DeleteVolume", "arn:aws:ec2:r:1:volume/vol-1", Map.of())));
        assertTrue(policy(statement("Allow", "*", "arn:aws:logs:*:*:log-group:/a/*", ""))
                .allows(new Access("logs:Get", "arn:aws:logs:r:1:log-group:/a/b:log-stream:c", Map.of())));
    }

    @Test
    public void aDenialIsStrongerThanWhatAllows() throws Exception {
        Policy policy = policy(
                statement("Allow", "ec2:*", "*", ""),
                statement("Deny", "ec2:DeleteSnapshot", "*", "'Null': {'aws:ResourceTag/keep': 'false'}"));
        assertTrue(policy.allows(new Access("ec2:DeleteSnapshot", SNAPSHOT, Map.of())));
        assertFalse(
                policy.allows(new Access("ec2:DeleteSnapshot", SNAPSHOT, Map.of("aws:ResourceTag/keep", List.of("")))));
    }

    @Test
    public void aConditionOnWhatTheRequestDoesNotHaveDoesNotHold() throws Exception {
        Map<String, List<String>> tagged = Map.of("aws:resourcetag/hummingbird:bake", List.of("bake-1"));
        assertTrue(allows("'StringLike': {'aws:ResourceTag/hummingbird:bake': '*'}", tagged));
        assertFalse(allows("'StringLike': {'aws:ResourceTag/hummingbird:bake': '*'}", Map.of()));
        assertFalse(allows("'StringLike': {'aws:ResourceTag/hummingbird:bake': 'x*'}", tagged));
        assertTrue(allows("'StringEquals': {'aws:ResourceTag/hummingbird:bake': ['a', 'bake-1']}", tagged));
        assertFalse(allows("'StringEquals': {'aws:ResourceTag/hummingbird:bake': 'bake-?'}", tagged));
        assertTrue(allows("'StringEqualsIfExists': {'aws:ResourceTag/other': 'a'}", tagged));
        assertTrue(allows("'StringNotEquals': {'aws:ResourceTag/hummingbird:bake': ['a', 'b']}", tagged));
        assertFalse(allows("'StringNotEquals': {'aws:ResourceTag/hummingbird:bake': ['a', 'bake-1']}", tagged));
        assertTrue(allows("'Null': {'aws:ResourceTag/other': 'true'}", tagged));
        assertFalse(allows("'Null': {'aws:ResourceTag/hummingbird:bake': 'true'}", tagged));
        assertFalse(allows(
                "'StringLike': {'aws:ResourceTag/hummingbird:bake': '*', 'aws:ResourceTag/other': '*'}", tagged));
    }

    @Test
    public void keysWithManyValuesAreAskedForAllOrForAny() throws Exception {
        Map<String, List<String>> keys = Map.of("aws:TagKeys", List.of("a", "b"));
        assertTrue(allows("'ForAllValues:StringEquals': {'aws:TagKeys': ['a', 'b', 'c']}", keys));
        assertFalse(allows("'ForAllValues:StringEquals': {'aws:TagKeys': ['a']}", keys));
        assertTrue(allows("'ForAllValues:StringEquals': {'aws:TagKeys': ['a']}", Map.of()));
        assertTrue(allows("'ForAnyValue:StringEquals': {'aws:TagKeys': ['b']}", keys));
        assertFalse(allows("'ForAnyValue:StringEquals': {'aws:TagKeys': ['b']}", Map.of()));
    }

    @Test
    public void whatIsNotKnownHereIsNotPassedOver() {
        assertThrows(IllegalArgumentException.class, () -> allows("'IpAddress': {'aws:SourceIp': '::/0'}", Map.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> policy("{'Effect': 'Allow', 'NotAction': 'ec2:*', 'Resource': '*'}"));
        assertEquals(List.of(), ServiceAuthorization.table().needs("ec2:None"));
    }
}
