package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Streaming parser for Harmony's index files. The elements have the same names in all versions, in different
 * namespaces; since version 6 the names of channels are in a map before the images, and not in each image.
 */
public final class HarmonyParser {
    private static final Set<String> OF_IMAGES = Set.of(
            "id",
            "State",
            "URL",
            "Row",
            "Col",
            "FieldID",
            "PlaneID",
            "TimepointID",
            "ChannelID",
            "ChannelName",
            "PositionX",
            "PositionY");

    /** In characters; a path is the longest of the required texts. */
    private static final int LONGEST = 10_000;

    /** Harmony's elements have six levels. */
    private static final int MAX_DEPTH = 100;

    private final String path;
    private final XMLStreamReader xml;
    /** The open elements, innermost first. */
    private final Deque<String> open = new ArrayDeque<>();

    private final Map<String, String> channels = new LinkedHashMap<>();
    private final Map<String, String> image = new HashMap<>();
    private String plate = "";
    private String entry = "";
    private HarmonyIndex index;

    private HarmonyParser(String path, XMLStreamReader xml) {
        this.path = path;
        this.xml = xml;
    }

    /**
     * @param path relative to the image folder, also for messages
     * @param content not closed; possibly not read to its end
     * @return empty if it is another XML document
     * @throws OperationException if it is not XML, or has a document type declaration, which Harmony does not write
     */
    public static Optional<HarmonyIndex> read(String path, InputStream content) throws IOException, OperationException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(content);
            try {
                return new HarmonyParser(path, xml).read();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof EOFException || e.getNestedException() instanceof ZipException) {
                throw new IOException("the copy of " + path + " is damaged", e);
            }
            throw unreadable(path, e.getMessage().replaceAll("\\s+", " "), e);
        }
    }

    private static OperationException unreadable(String path, String why, Throwable cause) {
        return new OperationException(
                "Harmony's index " + path + " cannot be read: " + why + ". Copy it again from the microscope, or give"
                        + " imagePattern OperaPhenixNumbers, which reads no index.",
                cause);
    }

    private Optional<HarmonyIndex> read() throws XMLStreamException, OperationException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw unreadable(path, "it has a document type", null);
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (open.isEmpty() && !name.equals("EvaluationInputData")) {
                    return Optional.empty();
                }
                begin(name);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                end(open.pop());
            }
        }
        channels.forEach(index()::nameChannel);
        return Optional.of(index());
    }

    private void begin(String name) throws XMLStreamException, OperationException {
        String parent = open.isEmpty() ? "" : open.peek();
        if (open.size() == MAX_DEPTH) {
            throw unreadable(path, "its elements are nested too deeply", null);
        }
        if (parent.equals("Image") && OF_IMAGES.contains(name)) {
            image.put(name, text());
        } else if (parent.equals("Entry") && name.equals("ChannelName") && !entry.isEmpty()) {
            channels.putIfAbsent(entry, text());
        } else if (parent.equals("Plate") && (name.equals("Name") || name.equals("PlateID"))) {
            // the name follows the id, which Harmony derives from it, and may be missing
            String text = text();
            plate = text.isEmpty() ? plate : text;
        } else {
            if (name.equals("Entry")) {
                String number = xml.getAttributeValue(null, "ChannelID");
                entry = number == null ? "" : number.strip();
            }
            open.push(name);
        }
    }

    private void end(String name) {
        if (name.equals("Image") && "Images".equals(open.peek())) {
            index().add(image);
        }
        if (name.equals("Image")) {
            image.clear();
        }
    }

    private HarmonyIndex index() {
        if (index == null) {
            index = new HarmonyIndex(path, plate);
        }
        return index;
    }

    /** Reads the text of an element without child elements, including its end tag. */
    private String text() throws XMLStreamException, OperationException {
        StringBuilder text = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.isStartElement() || xml.hasText() && text.length() + xml.getTextLength() > LONGEST) {
                throw unreadable(
                        path,
                        "line " + xml.getLocation().getLineNumber()
                                + " does not contain a short text where one is expected",
                        null);
            }
            if (xml.isCharacters() || xml.getEventType() == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
        }
        return text.toString().strip();
    }
}
