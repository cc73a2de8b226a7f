package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.jenkins.form.BakeDescriptor;
import io.jenkins.plugins.hummingbird.jenkins.form.ClusterDescriptor;
import io.jenkins.plugins.hummingbird.jenkins.form.SubmitDescriptor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.kohsuke.stapler.QueryParameter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The form of a step and its parameters are the same, and each is explained. */
@RunWith(Parameterized.class)
public class StepFormTest {
    private static final Path FORMS = Path.of("src/main/resources/io/jenkins/plugins/hummingbird/jenkins");

    /** In the form of each step that uses AWS, with help of its own. */
    private static final Path AWS = FORMS.resolve("AwsStep/aws.jelly");

    @Parameterized.Parameters(name = "{0}")
    public static List<Object[]> steps() {
        return List.of(
                new Object[] {
                    "SubmitStep",
                    new SubmitStep(),
                    SubmitDescriptor.class,
                    List.of(),
                    List.of("samplePath"),
                    List.of("user", "dataFileText", "samplePath")
                },
                new Object[] {
                    "BakeStep",
                    new BakeStep(null),
                    BakeDescriptor.class,
                    List.of("name"),
                    List.of(),
                    List.of("script", "scriptFile", "instanceType", "sshUser")
                },
                new Object[] {
                    "ClusterStep",
                    new ClusterStep(null),
                    ClusterDescriptor.class,
                    List.of("action"),
                    List.of(),
                    List.of("configuration", "domainReadOnlyUser", "pcluster")
                });
    }

    private final Path folder;
    private final OperationStep step;
    private final Class<?> descriptor;
    private final List<String> constructorParameters;

    /** Fields that only a button of the form reads. */
    private final List<String> notSaved;

    /** Fields of whose text nobody can say that it is wrong, before the build looks where it leads. */
    private final List<String> free;

    public StepFormTest(
            String name,
            OperationStep step,
            Class<?> descriptor,
            List<String> constructorParameters,
            List<String> notSaved,
            List<String> free) {
        folder = FORMS.resolve(name);
        this.step = step;
        this.descriptor = descriptor;
        this.constructorParameters = constructorParameters;
        this.notSaved = notSaved;
        this.free = free;
    }

    private String[] parameters() {
        Stream<String> setters = Parameter.of(step.getClass()).stream().map(Parameter::name);
        return Stream.concat(constructorParameters.stream(), setters).toArray(String[]::new);
    }

    private String[] fields() {
        return Stream.concat(Stream.of(parameters()), notSaved.stream()).toArray(String[]::new);
    }

    /** Those whose help is in the step's own folder. */
    private String[] ownFields() {
        List<String> ofAws = step instanceof AwsStep
                ? Parameter.of(AwsStep.class).stream().map(Parameter::name).toList()
                : List.of();
        return Stream.of(fields()).filter(name -> !ofAws.contains(name)).toArray(String[]::new);
    }

    /** The controls of the form, by field. */
    private Map<String, Element> controls() throws Exception {
        Map<String, Element> controls = new LinkedHashMap<>();
        Document form = read(folder.resolve("config.jelly"));
        addControls(form, controls);
        NodeList included = form.getElementsByTagNameNS("jelly:stapler", "include");
        for (int i = 0; i < included.getLength(); i++) {
            Element include = (Element) included.item(i);
            assertThat(include.getAttribute("page"), is(AWS.getFileName().toString()));
            assertThat("found in the folder of a superclass", include.getAttribute("class"), is("${descriptor.clazz}"));
            addControls(read(AWS), controls);
        }
        return controls;
    }

    static Document read(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(file.toFile());
    }

    private static void addControls(Document form, Map<String, Element> controls) {
        NodeList entries = form.getElementsByTagNameNS("/lib/form", "entry");
        for (int i = 0; i < entries.getLength(); i++) {
            Element entry = (Element) entries.item(i);
            Node control = entry.getFirstChild();
            while (!(control instanceof Element)) {
                control = control.getNextSibling();
            }
            assertThat("titled", entry.getAttribute("title"), startsWith("${%"));
            assertThat("twice", controls.put(entry.getAttribute("field"), (Element) control) == null, is(true));
        }
    }

    @Test
    public void hasAFieldForEachParameterAndNoOther() throws Exception {
        assertThat(controls().keySet(), containsInAnyOrder(fields()));
    }

    @Test
    public void hasHelpForEachFieldAndNoOther() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> helped = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("help-") && name.endsWith(".html"))
                    .map(name -> name.substring("help-".length(), name.length() - ".html".length()))
                    .toList();
            assertThat(helped, containsInAnyOrder(ownFields()));
        }
    }

    @Test
    public void helpIsAnElementWithTextAndNoScript() throws Exception {
        for (String name : ownFields()) {
            String help = Files.readString(folder.resolve("help-" + name + ".html"));
            assertThat(name, help.strip(), startsWith("<div>"));
            assertThat(name, help.strip().length() > 30, is(true));
            assertThat(name, help, not(containsString("<script")));
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("help-" + name + ".html").toFile());
        }
    }

    /** The snippet generator shows it beside the name of the step, and the job's form beside that of the build step. */
    @Test
    public void hasHelpOfItsOwn() throws Exception {
        String help = Files.readString(folder.resolve("help.html"));
        assertThat(help.strip(), startsWith("<div>"));
        assertThat(help, not(containsString("<script")));
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("help.html").toFile());
    }

    /** What stands before the first group that is folded; the others take no place on the screen. */
    @Test
    public void showsFewFieldsUnfolded() throws Exception {
        List<String> shown = new ArrayList<>();
        List<String> buttons = new ArrayList<>();
        NodeList children =
                read(folder.resolve("config.jelly")).getDocumentElement().getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child
                    && child.getLocalName().equals("entry")) {
                shown.add(child.getAttribute("field"));
            } else if (children.item(i) instanceof Element child
                    && child.getLocalName().equals("validateButton")) {
                buttons.add(child.getAttribute("method"));
            }
        }
        if (step instanceof SubmitStep) {
            assertThat(shown, contains("cluster", "pipeline", "images", "output", "groupBy"));
            assertThat(buttons, contains("lookAtFolder"));
        } else if (step instanceof ClusterStep) {
            assertThat(shown, contains("action", "name"));
        }
    }

    /** Each group says in its title, and a sentence where the title does not, what it is for; no two buttons look alike. */
    @Test
    public void groupsAndButtonsHaveNamesOfTheirOwn() throws Exception {
        for (String element : List.of("advanced", "validateButton")) {
            List<String> titles = new ArrayList<>();
            for (Path form : List.of(folder.resolve("config.jelly"), AWS)) {
                NodeList named = read(form).getElementsByTagNameNS("/lib/form", element);
                for (int i = 0; i < named.getLength(); i++) {
                    titles.add(((Element) named.item(i)).getAttribute("title"));
                }
            }
            assertThat(titles, not(hasItem("")));
            assertThat(Set.copyOf(titles).size(), is(titles.size()));
        }
    }

    /** Stapler takes what follows an opening bracket for arguments of the text. */
    @Test
    public void noTextThatIsTranslatedHasBrackets() throws Exception {
        for (Path form : List.of(folder.resolve("config.jelly"), AWS)) {
            assertThat(Files.readString(form), not(matchesPattern("(?s).*\\$\\{%[^}]*[(].*")));
        }
    }

    /** A form that shows other defaults than the step has would write them into each configuration. */
    @Test
    public void showsTheDefaultsThatTheStepHas() throws Exception {
        Map<String, Element> controls = controls();
        for (Parameter parameter : Parameter.of(step.getClass())) {
            Element control = controls.get(parameter.name());
            Object own = parameter.of(step);
            if (!control.getLocalName().equals("select")) {
                String expected = own == null || own.equals(false) ? "" : own.toString();
                assertThat(parameter.name(), control.getAttribute("default"), is(expected));
            }
        }
    }

    @Test
    public void listsAndChecksAreForFieldsOfTheForm() throws Exception {
        Map<String, Element> controls = controls();
        for (Method method : descriptor.getMethods()) {
            if (method.getName().matches("do(Check|Fill).*")) {
                String field =
                        method.getName().replaceFirst("^do(Check|Fill)", "").replaceFirst("Items$", "");
                field = field.substring(0, 1).toLowerCase() + field.substring(1);
                assertThat(controls.keySet(), hasItem(field));
                String control = controls.get(field).getLocalName();
                if (method.getName().startsWith("doFill")) {
                    assertThat(field + " is a list", List.of("select", "combobox"), hasItem(control));
                } else {
                    // what is chosen from a list may still be missing, or not be allowed
                    boolean chosen = field.endsWith("CredentialsId")
                            || List.of("hostKeyPolicy", "action").contains(field);
                    assertThat(field + " is typed", control.equals("select"), is(chosen));
                }
            }
        }
    }

    @Test
    public void whatIsTypedIsCheckedWhileItIsTypedAsFarAsItsTextTells() throws Exception {
        List<String> methods =
                Stream.of(descriptor.getMethods()).map(Method::getName).toList();
        List<String> unchecked = controls().entrySet().stream()
                .filter(control -> List.of("textbox", "textarea", "number")
                        .contains(control.getValue().getLocalName()))
                .map(Map.Entry::getKey)
                .filter(field ->
                        !methods.contains("doCheck" + field.substring(0, 1).toUpperCase() + field.substring(1)))
                .toList();
        assertThat(unchecked, containsInAnyOrder(free.toArray()));
    }

    /** The page finds the values by these names, and the descriptor gets them as parameters of the same names. */
    @Test
    public void eachButtonSendsFieldsOfTheFormToAMethodThatTakesThem() throws Exception {
        NodeList buttons = read(folder.resolve("config.jelly")).getElementsByTagNameNS("/lib/form", "validateButton");
        for (int i = 0; i < buttons.getLength(); i++) {
            Element button = (Element) buttons.item(i);
            String name = button.getAttribute("method");
            Method method = Stream.of(descriptor.getMethods())
                    .filter(one ->
                            one.getName().equals("do" + name.substring(0, 1).toUpperCase() + name.substring(1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing answers " + name));
            List<String> taken = Stream.of(method.getParameters())
                    .filter(parameter -> parameter.isAnnotationPresent(QueryParameter.class))
                    .map(java.lang.reflect.Parameter::getName)
                    .toList();
            String[] sent = button.getAttribute("with").split(",");
            assertThat(taken, containsInAnyOrder(sent));
            assertThat(controls().keySet(), hasItems(sent));
        }
    }

    @Test
    public void eachListIsFilled() throws Exception {
        List<String> methods =
                Stream.of(descriptor.getMethods()).map(Method::getName).toList();
        controls().forEach((field, control) -> {
            if (control.getLocalName().equals("select")) {
                assertThat(
                        methods,
                        hasItem("doFill" + field.substring(0, 1).toUpperCase() + field.substring(1) + "Items"));
            }
        });
    }
}
