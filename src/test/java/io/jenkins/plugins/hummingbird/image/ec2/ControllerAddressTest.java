package io.jenkins.plugins.hummingbird.image.ec2;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.net.InetAddress;
import java.util.List;
import org.junit.Test;

/** By which address the controller would come to an instance, and whether a temporary security group admits that. */
public class ControllerAddressTest {
    private static InetAddress address(String text) throws Exception {
        return InetAddress.getByName(text);
    }

    @Test
    public void warnsOfAnAddressInNoneOfTheRanges() throws Exception {
        List<String> ranges = List.of("10.0.0.0/16", "100.64.0.0/20");
        assertThat(
                ControllerAddress.warning(ranges, address("192.168.7.9")),
                allOf(
                        containsString("(10.0.0.0/16, 100.64.0.0/20)"),
                        containsString("set allowedCidr"),
                        containsString("192.168.7.9/32")));
        assertThat(ControllerAddress.warning(ranges, address("100.64.15.255")), is(""));
        assertThat(ControllerAddress.warning(ranges, address("10.0.255.1")), is(""));
        assertThat("not known", ControllerAddress.warning(ranges, null), is(""));
    }

    @Test
    public void comparesAsManyBitsAsTheRangeSays() throws Exception {
        assertThat(ControllerAddress.isIn("10.0.0.0/16", address("10.1.0.0")), is(false));
        assertThat(ControllerAddress.isIn("10.0.0.0/15", address("10.1.0.0")), is(true));
        assertThat(ControllerAddress.isIn("203.0.113.7/32", address("203.0.113.7")), is(true));
        assertThat(ControllerAddress.isIn("203.0.113.7/32", address("203.0.113.6")), is(false));
        assertThat(ControllerAddress.isIn("0.0.0.0/0", address("200.1.2.3")), is(true));
        assertThat(ControllerAddress.isIn("128.0.0.0/1", address("127.0.0.1")), is(false));
    }

    /** As the instances of the emulator are. */
    @Test
    public void knowsNothingOfWhatIsOnThisMachineItself() {
        assertThat(ControllerAddress.towards("127.60.0.0/16"), nullValue());
    }
}
