package org.jvnet.hudson.annotation_indexer;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Lists the classes that use an {@link Indexed} annotation, on themselves or on a member, in
 * {@code META-INF/services/annotations/<the annotation>}, a class name a line: that is where Jenkins looks for
 * symbols, initializers and terminators.
 */
@SupportedAnnotationTypes("*")
public class AnnotationIndex extends AbstractProcessor {
    private final Map<String, Set<String>> classes = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            if (annotation.getAnnotation(Indexed.class) == null) {
                continue;
            }
            Set<String> users =
                    classes.computeIfAbsent(annotation.getQualifiedName().toString(), any -> new TreeSet<>());
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                users.add(classOf(element));
            }
        }
        if (round.processingOver()) {
            classes.forEach(this::write);
        }
        return false;
    }

    private String classOf(Element element) {
        Element at = element;
        while (!(at instanceof TypeElement)) {
            at = at.getEnclosingElement();
        }
        return processingEnv.getElementUtils().getBinaryName((TypeElement) at).toString();
    }

    private void write(String annotation, Set<String> users) {
        try (Writer out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", "META-INF/services/annotations/" + annotation)
                .openWriter()) {
            for (String user : users) {
                out.write(user + "\n");
            }
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "no index of " + annotation + ": " + e);
        }
    }
}
