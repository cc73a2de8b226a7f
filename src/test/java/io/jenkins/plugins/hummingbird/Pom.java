package io.jenkins.plugins.hummingbird;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A POM of this repository as it is written: neither its parent nor a bill of materials is read. */
final class Pom {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    /** The one that the Jenkins build reads. */
    static final Pom TOP = new Pom(Path.of("pom.xml"));

    /** The one of the build with Maven Central alone, which names the versions. */
    static final Pom LOCAL = new Pom(Path.of("src/local/pom.xml"));

    /** Its module that makes the archive. */
    static final Pom LOCAL_PLUGIN = new Pom(Path.of("src/local/plugin/pom.xml"));

    private final Element project;

    Pom(Path file) {
        try {
            project = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file.toAbsolutePath() + " cannot be read; tests run at the top", e);
        }
    }

    /** The text at an XPath below {@code project}, its properties replaced by this POM's; empty where there is none. */
    String text(String path) {
        return replaced(raw(path));
    }

    /** A property of this POM, those inside it replaced; fails where it is missing. */
    String property(String name) {
        String value = text("properties/*[name()='" + name + "']");
        if (value.isEmpty()) {
            throw new AssertionError("no property " + name + " in the POM " + raw("artifactId"));
        }
        return value;
    }

    /** The dependencies of one scope in the order of the POM. */
    List<Dependency> dependencies(String scope) {
        List<Dependency> found = new ArrayList<>();
        try {
            NodeList all = (NodeList) XPathFactory.newInstance()
                    .newXPath()
                    .evaluate("dependencies/dependency", project, XPathConstants.NODESET);
            for (int i = 0; i < all.getLength(); i++) {
                Element one = (Element) all.item(i);
                String itsScope = child(one, "scope");
                if (scope.equals(itsScope.isEmpty() ? "compile" : itsScope)) {
                    found.add(new Dependency(
                            child(one, "groupId"),
                            child(one, "artifactId"),
                            child(one, "version"),
                            Boolean.parseBoolean(child(one, "optional"))));
                }
            }
        } catch (XPathExpressionException e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    /** Replaces properties in a text by this POM's own and leaves the others as they are. */
    String replaced(String text) {
        return PROPERTY.matcher(text).replaceAll(match -> {
            String value = raw("properties/*[name()='" + match.group(1) + "']");
            return Matcher.quoteReplacement(value.isEmpty() ? match.group() : replaced(value));
        });
    }

    private String raw(String path) {
        try {
            return XPathFactory.newInstance().newXPath().evaluate(path, project).strip();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private static String child(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    /** A dependency as the POM writes it: the version may be empty, or a property. */
    record Dependency(String group, String artifact, String version, boolean optional) {}
}
