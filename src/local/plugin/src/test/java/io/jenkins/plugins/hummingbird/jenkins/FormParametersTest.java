package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Descriptor;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.kohsuke.stapler.QueryParameter;

/** A request that lacks parameters, or has wrong ones, gets an answer: HTTP 500 is none. */
public class FormParametersTest {
    private static final List<String> WRONG =
            List.of("", " ", "12x", "-1", "99999999999999999999", "(", "a/../b", "ü\u0000");

    @Rule
    public final LocalController controller = new LocalController();

    private static List<Class<?>> classes() throws Exception {
        Path root = Path.of(OperationStep.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path folder = root.resolve(OperationStep.class.getPackageName().replace('.', '/'));
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replaceFirst("[.]class$", "");
                classes.add(Class.forName(name.replace(File.separatorChar, '.')));
            }
        }
        return classes;
    }

    private static List<Parameter> asked(Method method) {
        return Stream.of(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(QueryParameter.class))
                .toList();
    }

    /** Stapler cannot make a number of any other text, and answers HTTP 500 before we are called. */
    @Test
    public void eachIsAText() throws Exception {
        List<String> others = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Class<?> type : classes()) {
            for (Method method : type.getDeclaredMethods()) {
                for (Parameter parameter : asked(method)) {
                    seen.add(type.getSimpleName() + '.' + method.getName());
                    if (parameter.getType() != String.class) {
                        others.add(method + ": " + parameter);
                    }
                }
            }
        }
        assertThat(seen, hasItems("SubmissionAction.doPlates", "HeadNodeDescriptor.doTestHeadNode"));
        assertThat(others, is(empty()));
    }

    @Test
    public void missingAndWrongOnesAreAnswered() throws Exception {
        List<String> asked = new ArrayList<>();
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            for (Method method : descriptor.getClass().getMethods()) {
                if (method.getName().matches("do(Check|Fill|Try|Forget).+")) {
                    asked.add(method.getName());
                    for (Object[] arguments : requests(method)) {
                        assertIsAnswered(descriptor, method, arguments);
                    }
                } else if (method.getName().matches("do(Test|Look).+")) {
                    asked.add(method.getName());
                    // with more it would look for AWS
                    assertIsAnswered(descriptor, method, new Object[method.getParameterCount()]);
                }
            }
        }
        assertThat(
                asked,
                hasItems("doCheckGroupBy", "doFillRegionItems", "doTestHeadNode", "doForgetHost", "doTryImagePattern"));
    }

    /** All are missing; all have a value; each one alone is missing, or has a value. The job is missing, too. */
    private static List<Object[]> requests(Method method) {
        int count = method.getParameterCount();
        List<Object[]> requests = new ArrayList<>();
        requests.add(new Object[count]);
        for (String wrong : WRONG) {
            requests.add(request(method, wrong, -1, null));
            for (int i = 0; i < count; i++) {
                requests.add(request(method, wrong, i, null));
                requests.add(request(method, null, i, wrong));
            }
        }
        return requests;
    }

    private static Object[] request(Method method, String value, int other, String itsValue) {
        Parameter[] parameters = method.getParameters();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].isAnnotationPresent(QueryParameter.class)) {
                arguments[i] = i == other ? itsValue : value;
            }
        }
        return arguments;
    }

    private static void assertIsAnswered(Object descriptor, Method method, Object[] arguments) throws Exception {
        String request = method.getName() + Arrays.toString(arguments);
        try {
            assertThat(request, method.invoke(descriptor, arguments), is(notNullValue()));
        } catch (InvocationTargetException e) {
            throw new AssertionError(request, e.getCause());
        }
    }

    /** A class that other plugins may extend could never be changed any more. */
    @Test
    public void thereIsNoExtensionPointOfOurs() throws Exception {
        List<String> ours = new ArrayList<>();
        for (Class<?> type : classes()) {
            if (Modifier.isPublic(type.getModifiers())
                    && List.of(type.getInterfaces()).contains(ExtensionPoint.class)) {
                ours.add(type.getName());
            }
        }
        assertThat(ours, is(empty()));
    }
}
