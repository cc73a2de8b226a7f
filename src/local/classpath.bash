# Compiles the plugin and its tests for a program among the tests. Sourced, with bash -euo pipefail, at the top of the
# repository:
#
#   classpath=$(build_tests NAME DIR)
#
# NAME begins the message when the build fails; its log and the list of libraries are put into DIR.
build_tests() {
    mvn -f src/local/pom.xml -B -ntp -pl jenkins-api,plugin -Dspotbugs.skip -Dspotless.check.skip test-compile \
        dependency:build-classpath -Dmdep.outputFile="$PWD/$2/classpath" >"$2/build.log" 2>&1 || {
        tail -n 30 "$2/build.log" >&2
        echo "$1: the build failed; the end of its log is above" >&2
        exit 1
    }
    echo "target/local/plugin/classes:target/local/plugin/test-classes:$(<"$2/classpath")"
}
