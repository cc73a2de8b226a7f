package io.jenkins.plugins.hummingbird.cluster.reads;

import java.util.List;

/**
 * A directory of AWS Directory Service, such as an AWS Managed Microsoft AD.
 *
 * @param domain its full name, such as {@code corp.example.com}
 * @param shortName such as {@code CORP}; the organizational unit in which AWS keeps the users
 * @param stage {@code Active} if it can be used
 * @param dnsAddresses of its domain controllers
 */
public record Directory(String id, String domain, String shortName, String stage, List<String> dnsAddresses) {
    /** @return with the domain's name, since certificates are issued for names */
    public String ldapsAddress() {
        return "ldaps://" + domain;
    }

    public boolean isActive() {
        return stage.equals("Active");
    }

    /**
     * @param user a distinguished name, which is returned unchanged, or the plain name of a user
     * @return such as {@code cn=reader,ou=Users,ou=CORP,dc=corp,dc=example,dc=com}, where AWS Managed Microsoft AD
     *     keeps its users
     */
    public String distinguishedName(String user) {
        return user.contains("=")
                ? user
                : "cn=" + user + ",ou=Users,ou=" + shortName + ",dc=" + domain.replace(".", ",dc=");
    }

    /** @return a line for the build log */
    public String asLine() {
        return "Directory " + id + ": " + domain + ", " + stage + ", " + ldapsAddress() + ", DNS "
                + (dnsAddresses.isEmpty() ? "not known yet" : String.join(", ", dnsAddresses));
    }
}
