package io.jenkins.plugins.hummingbird.submit.results;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Before;
import org.junit.Test;
import org.w3c.dom.Element;

public class JUnitReportTest {
    private Element suite;

    @Before
    public void writeAndParse() throws Exception {
        Plan plan = new Plan(
                List.of("Plate", "Well"),
                List.of(
                        group("P.1", "A01"),
                        group("ü<&\"", "A02"),
                        group("P2", "\u0001A\uFFFF03"),
                        group("P2", "A04"),
                        group("P2", "A05")));
        GroupStates states = new GroupStates(5);
        states.set(new GroupState[] {
            GroupState.COMPLETED, GroupState.FAILED, GroupState.LOST, GroupState.WAITING, GroupState.CANCELLED
        });
        GroupRecord record = new GroupRecord(1, "0.0", "completed", 0, 1, 1, "node", 100, 142, null, 0, 0, 0, "");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JUnitReport(
                        "s-1",
                        plan,
                        states,
                        Map.of(2, "exit code 1: <ValueError> & \uFFFE]]>", 5, "the build was stopped"),
                        Map.of(1, record))
                .write(bytes);
        suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(bytes.toByteArray()))
                .getDocumentElement();
    }

    private static Group group(String... values) {
        return new Group(List.of(values), String.join("-", values), 0, 1, 1, 1);
    }

    private Element testCase(int index) {
        return (Element) suite.getElementsByTagName("testcase").item(index);
    }

    @Test
    public void countsWhatItHolds() {
        for (String[] pair : new String[][] {
            {"tests", "testcase"}, {"failures", "failure"}, {"errors", "error"}, {"skipped", "skipped"}
        }) {
            assertThat(
                    pair[0],
                    suite.getAttribute(pair[0]),
                    is("" + suite.getElementsByTagName(pair[1]).getLength()));
        }
        assertThat(suite.getAttribute("tests"), is("5"));
        assertThat(suite.getAttribute("failures"), is("1"));
    }

    @Test
    public void foldsGroupsByPlate() {
        assertThat(testCase(0).getAttribute("name"), is("Plate=P.1, Well=A01"));
        assertThat(testCase(0).getAttribute("classname"), is("hummingbird.P_1"));
        assertThat(testCase(0).getAttribute("time"), is("42"));
    }

    @Test
    public void leavesOutOnlyWhatXmlCannotHold() {
        assertThat(testCase(1).getAttribute("name"), is("Plate=ü<&\", Well=A02"));
        assertThat(
                ((Element) testCase(1).getElementsByTagName("failure").item(0)).getAttribute("message"),
                is("exit code 1: <ValueError> & ]]>"));
        assertThat(testCase(2).getAttribute("name"), is("Plate=P2, Well=A03"));
    }
}
