package io.jenkins.plugins.hummingbird.operation.parameter;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import java.util.List;
import org.junit.Test;

public class RequestParametersTest {
    /** A request within another. */
    public static final class Place {
        @Parameter(variables = true)
        public String region = "";
    }

    /** Texts, numbers, and yes and no. */
    public static final class Request {
        public static final int NO_PARAMETER = 1;

        public Place place = new Place();

        @Parameter(variables = true, rule = Word.class)
        public String name = "";

        public String script = "";

        @Parameter(least = 1, most = 10, bounds = "must be 1 to 10")
        public int count = 2;

        public long size = 3;
        public boolean reuse = true;
    }

    /** A rule for the test. */
    static final class Word implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return text.matches("\\w+") ? List.of() : List.of(name + " must be one word");
        }
    }

    private static final RequestParameters<Request> PARAMETERS = RequestParameters.of(Request.class);

    private static RequestParameter named(String name) {
        return PARAMETERS.find(name).orElseThrow();
    }

    @Test
    public void areTheFieldsOfARequestAndOfTheOneWithinIt() {
        assertThat(
                PARAMETERS.all().stream().map(RequestParameter::name).sorted().toList(),
                contains("count", "name", "region", "reuse", "script", "size"));
    }

    @Test
    public void replaceVariablesOnlyWhereTheyAreDeclaredAndInACopy() {
        Request request = new Request();
        request.name = "$A";
        request.script = "$A";
        request.place.region = "$A";
        request.count = 7;
        Request copy = PARAMETERS.expanded(request, text -> text.replace("$A", "b"));
        assertThat(List.of(copy.name, copy.script, copy.place.region), contains("b", "$A", "b"));
        assertThat(copy.count, is(7));
        assertThat(copy.place, is(not(sameInstance(request.place))));
        assertThat(request.name, is("$A"));
    }

    @Test
    public void reportAllValuesThatAreWrong() {
        Request request = new Request();
        assertThat(PARAMETERS.problems(request), is(empty()));
        request.name = "two words";
        request.count = 11;
        assertThat(PARAMETERS.problems(request), contains("name must be one word", "count must be 1 to 10"));
    }

    @Test
    public void checkAFormByTheSameRules() {
        assertThat(named("count").problemsOfText(" 10 "), is(empty()));
        assertThat(named("count").problemsOfText("0"), contains("count must be 1 to 10"));
        assertThat(
                named("count").problemsOfText("1.5"), contains("count must be 1 to 10; '1.5' is not a whole number"));
        assertThat(
                named("size").problemsOfText("x"), contains("size must be a whole number; 'x' is not a whole number"));
        assertThat(named("name").problemsOfText("a b"), contains("name must be one word"));
        assertThat(named("script").problemsOfText("a b"), is(empty()));
    }

    @Test
    public void keepTheDefaultWhereASavedTextIsBlankOrNoNumber() {
        Request request = new Request();
        for (String text : List.of("", " ", "many")) {
            named("count").setText(request, text);
        }
        named("size").setText(request, "12");
        named("reuse").setText(request, "false");
        named("region").setText(request, "north");
        assertThat(request.count, is(2));
        assertThat(request.size, is(12L));
        assertThat(request.reuse, is(false));
        assertThat(request.place.region, is("north"));
    }
}
