package io.jenkins.plugins.hummingbird.image.ec2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The address of its own from which the controller would connect to a network, and whether that lies in the ranges of a
 * VPC. Where something on the way translates addresses, the network sees another: so this is only for a warning.
 */
public final class ControllerAddress {
    private static final int BITS = 32;

    private ControllerAddress() {}

    /**
     * Asks the routes of this machine; nothing is sent.
     *
     * @param cidr a range of IPv4 addresses
     * @return null when there is no route to it, or it is on this machine itself
     */
    public static InetAddress towards(String cidr) {
        try (DatagramSocket socket = new DatagramSocket()) {
            // its first address but one is that of the VPC's router
            byte[] router = ByteBuffer.allocate(4).putInt(first(cidr) + 1).array();
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(router), 22));
            InetAddress own = socket.getLocalAddress();
            return own.isAnyLocalAddress() || own.isLoopbackAddress() || !(own instanceof Inet4Address) ? null : own;
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    /**
     * @param cidrs all ranges of a VPC
     * @param own null where it is not known
     * @return a sentence when the temporary security group of a bake would not admit that address; else empty
     */
    public static String warning(List<String> cidrs, InetAddress own) {
        if (own == null) {
            return "";
        }
        for (String cidr : cidrs) {
            if (isIn(cidr, own)) {
                return "";
            }
        }
        return "the controller's own address is " + own.getHostAddress() + ", and the temporary security group admits"
                + " those of the VPC alone (" + String.join(", ", cidrs)
                + "): over VPN or peering set allowedCidr to the"
                + " address by which the VPC sees the controller, as " + own.getHostAddress()
                + "/32; without such a way"
                + " set address to endpoint or public";
    }

    static boolean isIn(String cidr, InetAddress address) {
        int bits = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
        int mask = bits == 0 ? 0 : -1 << (BITS - bits);
        return ((ByteBuffer.wrap(address.getAddress()).getInt() ^ address(cidr)) & mask) == 0;
    }

    private static int first(String cidr) {
        int bits = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
        return bits == 0 ? 0 : address(cidr) & -1 << (BITS - bits);
    }

    private static int address(String cidr) {
        int address = 0;
        for (String part : cidr.substring(0, cidr.indexOf('/')).split("\\.")) {
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }
}
