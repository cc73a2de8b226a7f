package io.jenkins.plugins.hummingbird;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.runner.RunWith;

/** What may know what; docs/architecture.md says why. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(
        packages = "io.jenkins.plugins.hummingbird",
        importOptions = {ArchitectureTest.NoTests.class, ImportOption.DoNotIncludeJars.class})
public class ArchitectureTest {
    private static final String HOUSE = "io.jenkins.plugins.hummingbird.";

    @ArchTest
    public static final ArchRule ONLY_THE_JENKINS_PACKAGE_KNOWS_JENKINS = noClasses()
            .that()
            .resideOutsideOfPackage(HOUSE + "jenkins..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("hudson..", "jenkins..", "org.jenkinsci..", "com.cloudbees..", "org.kohsuke.stapler..");

    @ArchTest
    public static final ArchRule DEPENDENCIES_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("jenkins")
            .definedBy(HOUSE + "jenkins..")
            .layer("submit")
            .definedBy(HOUSE + "submit..")
            .layer("image")
            .definedBy(HOUSE + "image..")
            .layer("cluster")
            .definedBy(HOUSE + "cluster..")
            .layer("slurm")
            .definedBy(HOUSE + "slurm..")
            .layer("cellprofiler")
            .definedBy(HOUSE + "cellprofiler..")
            .layer("measure")
            .definedBy(HOUSE + "measure..")
            .layer("ssh")
            .definedBy(HOUSE + "ssh..")
            .layer("parallelcluster")
            .definedBy(HOUSE + "parallelcluster..")
            .layer("aws")
            .definedBy(HOUSE + "aws..")
            .layer("operation")
            .definedBy(HOUSE + "operation..")
            .whereLayer("jenkins")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("submit")
            .mayOnlyBeAccessedByLayers("jenkins")
            .whereLayer("image")
            .mayOnlyBeAccessedByLayers("jenkins")
            .whereLayer("cluster")
            .mayOnlyBeAccessedByLayers("jenkins")
            .whereLayer("slurm")
            .mayOnlyBeAccessedByLayers("jenkins", "submit", "image", "cluster")
            .whereLayer("cellprofiler")
            .mayOnlyBeAccessedByLayers("jenkins", "submit", "image", "cluster")
            .whereLayer("measure")
            .mayOnlyBeAccessedByLayers("submit")
            .whereLayer("parallelcluster")
            .mayOnlyBeAccessedByLayers("jenkins", "image", "cluster")
            .whereLayer("aws")
            .mayOnlyBeAccessedByLayers("jenkins", "submit", "image", "cluster", "parallelcluster")
            // Slurm's commands run on the head node, so slurm speaks through ssh.
            .whereLayer("ssh")
            .mayOnlyBeAccessedByLayers("jenkins", "submit", "image", "cluster", "slurm")
            .whereLayer("operation")
            .mayOnlyBeAccessedByLayers(
                    "jenkins",
                    "submit",
                    "image",
                    "cluster",
                    "slurm",
                    "cellprofiler",
                    "measure",
                    "ssh",
                    "aws",
                    "parallelcluster");

    /** In a package that has rooms, these depend on each other in one direction. */
    @ArchTest
    public static void roomsHaveNoCycles(JavaClasses classes) {
        for (String top : List.of("ssh", "aws", "cellprofiler", "operation", "submit", "image", "cluster", "jenkins")) {
            slices().assignedFrom(new Rooms(HOUSE + top))
                    .should()
                    .beFreeOfCycles()
                    .check(classes);
        }
    }

    /** The classes right in a package are a room, as those of each package in it. */
    private record Rooms(String top) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals(top) || name.startsWith(top + ".") ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the rooms of " + top;
        }
    }

    /** Where that plugin is not installed, a class that names its types cannot be loaded. */
    @ArchTest
    public static final ArchRule ONE_CLASS_KNOWS_THE_OPTIONAL_PLUGIN = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(HOUSE + "jenkins.credentials.AwsPluginCredential")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.cloudbees.jenkins.plugins.awscredentials..");

    /** An operation makes one short move, and the pool has a timer for the time between the moves. */
    @ArchTest
    public static final ArchRule NOTHING_SLEEPS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethod(TimeUnit.class, "sleep", long.class);

    /** What hosts and people say could forge a line, or a note that runs code of Jenkins. */
    @ArchTest
    public static final ArchRule ONE_CLASS_PRINTS_TO_THE_BUILD_LOG = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(HOUSE + "jenkins.run.BuildLog")
            .should()
            .callMethodWhere(describe(
                    "to print by the listener of a build",
                    call -> is(call.getTargetOwner(), "hudson.model.TaskListener")
                            && Set.of("getLogger", "error", "fatalError", "annotate", "hyperlink")
                                    .contains(call.getName())));

    /** They belong to one run of one JVM: saved, they drag an agent's channel or a whole build along. */
    @ArchTest
    public static final ArchRule NO_LISTENER_LAUNCHER_OR_PATH_IS_SAVED = fields().that(
                    describe("of a class that is saved", field -> isSaved(field.getOwner())))
            .and()
            .haveRawType(describe("a listener, a launcher or a path on an agent", ArchitectureTest::belongsToARun))
            .should()
            .haveModifier(JavaModifier.TRANSIENT)
            .orShould()
            .haveModifier(JavaModifier.STATIC)
            .allowEmptyShould(true);

    private static boolean isSaved(JavaClass type) {
        return is(type, Serializable.class.getName(), "hudson.model.Describable", "hudson.model.Action");
    }

    private static boolean belongsToARun(JavaClass type) {
        return is(type, "hudson.model.TaskListener", "hudson.Launcher", "hudson.FilePath");
    }

    private static boolean is(JavaClass type, String... names) {
        for (String name : names) {
            DescribedPredicate<JavaClass> named = assignableTo(name);
            if (named.test(type)) {
                return true;
            }
        }
        return false;
    }

    /** ArchUnit's own knows target/test-classes, and the local build has its classes elsewhere. */
    public static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }
}
