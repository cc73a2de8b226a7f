package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.Assert.assertTrue;

import hudson.init.Initializer;
import hudson.init.Terminator;
import io.jenkins.plugins.hummingbird.jenkins.run.PendingOperations;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/**
 * Jenkins finds initializers and terminators by an index, and calls them by reflection from a package of its own: one
 * that it may not call ends the start of Jenkins.
 */
public class AnnotatedMethodsTest {
    @Test
    public void jenkinsCanCallTheInitializers() throws Exception {
        assertThat(callable(Initializer.class), hasItems("PendingOperations.cancelLeftovers"));
    }

    @Test
    public void jenkinsCanCallTheTerminators() throws Exception {
        assertThat(
                callable(Terminator.class),
                hasItems("HeadNodes.close", "OperationPool.end", "PendingOperations.forget"));
    }

    private static List<String> callable(Class<? extends Annotation> annotation) throws Exception {
        List<String> methods = new ArrayList<>();
        for (String name : index(annotation)) {
            Class<?> type = Class.forName(name);
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(annotation)) {
                    int all = method.getModifiers() & (type.getModifiers() | Modifier.STATIC);
                    assertTrue(method + " must be public, in a public class", Modifier.isPublic(all));
                    assertTrue(method + " must be static", Modifier.isStatic(all));
                    methods.add(type.getSimpleName() + '.' + method.getName());
                }
            }
        }
        return methods;
    }

    private static List<String> index(Class<? extends Annotation> annotation) throws Exception {
        String file = "META-INF/services/annotations/" + annotation.getName();
        try (InputStream in = PendingOperations.class.getClassLoader().getResourceAsStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }
}
