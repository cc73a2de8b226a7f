package io.jenkins.plugins.hummingbird.submit.results;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.plates.XmlText;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The groups as test cases, in the form that Jenkins' junit step and others read: a suite for each submission. */
final class JUnitReport {
    private final String suite;
    private final Plan plan;
    private final GroupStates states;
    private final Map<Integer, GroupRecord> records;
    private final Map<Integer, String> reasons;

    /**
     * @param reasons why groups did not complete, by group
     * @param records by group; those without one take no time
     */
    JUnitReport(
            String suite,
            Plan plan,
            GroupStates states,
            Map<Integer, String> reasons,
            Map<Integer, GroupRecord> records) {
        this.suite = suite;
        this.plan = plan;
        this.states = states;
        this.records = records;
        this.reasons = reasons;
    }

    /** @param to is flushed, but not closed */
    void write(OutputStream to) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(to, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            attribute(xml, "name", "hummingbird " + suite);
            attribute(xml, "tests", Integer.toString(states.size()));
            attribute(xml, "failures", Integer.toString(states.count(GroupState.FAILED)));
            attribute(xml, "errors", Integer.toString(states.count(GroupState.LOST)));
            int without = states.size() - states.ended() + states.count(GroupState.CANCELLED);
            attribute(xml, "skipped", Integer.toString(without + states.count(GroupState.SKIPPED)));
            for (int group = 1; group <= states.size(); group++) {
                writeCase(xml, group);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException("the JUnit report cannot be written", e);
        }
    }

    private void writeCase(XMLStreamWriter xml, int group) throws XMLStreamException {
        GroupState state = states.get(group);
        GroupRecord record = records.get(group);
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        attribute(xml, "name", plan.name(group));
        attribute(xml, "classname", className(plan.group(group)));
        attribute(xml, "time", record == null ? "0" : Long.toString(Math.max(0, record.seconds())));
        if (!state.ended()) {
            xml.writeEmptyElement("skipped");
        } else if (state == GroupState.SKIPPED) {
            xml.writeEmptyElement("skipped");
            attribute(xml, "message", "done before with the same inputs");
        } else if (state == GroupState.CANCELLED) {
            xml.writeEmptyElement("skipped");
            attribute(xml, "message", reasons.getOrDefault(group, state.word()));
        } else if (!state.published()) {
            String reason = reasons.getOrDefault(group, state.word());
            xml.writeStartElement(state == GroupState.LOST ? "error" : "failure");
            attribute(xml, "message", reason);
            attribute(xml, "type", state.word());
            xml.writeCharacters(XmlText.allowed(reason));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Reports are folded by class, and at each dot: plates are, where there are any, the classes. */
    private String className(Group group) {
        int plate = plan.keys().indexOf("Plate");
        String name = plate >= 0 ? group.values().get(plate) : String.join("-", plan.keys());
        return "hummingbird." + (name.isEmpty() ? "group" : name.replace('.', '_'));
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, XmlText.allowed(value));
    }
}
