package io.jenkins.plugins.hummingbird.jenkins.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** A controller without the plugin aws-credentials. */
public class AwsPluginAbsentTest {
    /** Finds all that this class finds, but for that plugin. */
    private static final class WithoutThePlugin extends URLClassLoader {
        WithoutThePlugin(URL[] classPath) {
            super(classPath, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("com.cloudbees.jenkins.plugins.awscredentials.")) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }
    }

    private static URL[] classPath() throws Exception {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> urls = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    @Test
    public void aUsernameWithPasswordCanBeUsedAllTheSame() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (WithoutThePlugin loader = new WithoutThePlugin(classPath())) {
            String here = AwsCredentialKind.class.getPackageName() + '.';
            assertThrows(NoClassDefFoundError.class, () -> loader.loadClass(here + "AwsPluginCredential")
                    .getDeclaredMethods());
            thread.setContextClassLoader(loader);
            List<?> kinds = (List<?>) loader.loadClass("hudson.ExtensionList")
                    .getMethod("lookup", Class.class)
                    .invoke(null, loader.loadClass(here + "AwsCredentialKind"));
            assertThat(
                    kinds.stream().map(kind -> kind.getClass().getSimpleName()).toList(), is(List.of("AwsKeyPair")));
        } finally {
            thread.setContextClassLoader(usual);
        }
    }
}
