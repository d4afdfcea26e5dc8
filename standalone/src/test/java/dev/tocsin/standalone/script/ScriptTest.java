package dev.tocsin.standalone.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The {@code tocsin} script, with a mvn and a java that only say how they were called. */
@Tag("process")
class ScriptTest {

    private static final int PATIENCE = 120;
    private static final String AOT = "standalone/target/tocsin/aot";

    private final Map<Long, Path> files = new HashMap<>();
    private String aot = "off";

    @TempDir
    private Path home;

    private record Ended(int status, String output) {}

    @BeforeEach
    void layOut() throws IOException {
        Files.copy(Path.of("..", "tocsin"), home.resolve("tocsin"));
        Files.setPosixFilePermissions(home.resolve("tocsin"), PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var folder : List.of("policies", "standalone/src/main", "bin", "jdk/bin")) {
            Files.createDirectories(home.resolve(folder));
        }
        for (var file : List.of("pom.xml", "standalone/pom.xml", "standalone/src/main/A.java",
                "standalone/src/main/B.java")) {
            source(file);
        }
        jdk("25.0.3");
        program("jdk/bin/java", "[ \"$1\" = -version ] && { echo started >> versions; exit 1; }",
                "echo run >> runs; exit ${JAVA_STATUS:-0}");
        maven(":");
    }

    @Test
    @DisplayName("D1: a build that was killed is done again from the beginning, and the next start builds nothing")
    void shouldBuildFromTheBeginningAfterAKill() throws Exception {
        maven("kill -9 $PPID; exit 137");
        assertThat(tocsin("help").status()).isNotZero();
        assertThat(home.resolve("runs")).doesNotExist();

        maven(":");
        assertThat(tocsin("help")).satisfies(ended -> {
            assertThat(ended.status()).isZero();
            assertThat(ended.output()).contains("the last build did not end well");
        });
        assertThat(goals()).hasSize(2).first().asString().doesNotContain("clean");
        assertThat(goals().getLast()).endsWith("clean package");

        assertThat(tocsin("help").output()).isEmpty();
        assertThat(goals()).hasSize(2);
    }

    @ParameterizedTest(name = "D1: a build that ended with status {0} (Ctrl-C, or no room on the disk) likewise")
    @ValueSource(ints = {130, 1})
    void shouldBuildFromTheBeginningAfterAFailure(int status) throws Exception {
        maven("exit " + status);
        assertThat(tocsin("help").status()).isEqualTo(status);

        maven(":");
        assertThat(tocsin("help").status()).isZero();
        assertThat(goals().getLast()).endsWith("clean package");
    }

    @Test
    @DisplayName("D1: sources that are gone, as after a checkout of another branch, take what was made of them along")
    void shouldBuildFromTheBeginningWhenSourcesAreGone() throws Exception {
        tocsin("help");
        Files.delete(home.resolve("standalone/src/main/B.java"));

        assertThat(tocsin("help").output()).contains("sources are gone");
        assertThat(goals().getLast()).endsWith("clean package");
    }

    @Test
    @DisplayName("D1: two starts at once build once")
    void shouldBuildOnceForTwo() throws Exception {
        maven("while [ ! -e go ]; do sleep 0.05; done");
        var first = start("help");
        await("calls");
        var second = start("help");
        Files.createFile(home.resolve("go"));

        assertThat(end(first).status()).isZero();
        assertThat(end(second).status()).isZero();
        assertThat(goals()).hasSize(1);
        assertThat(Files.readAllLines(home.resolve("runs"))).hasSize(2);
    }

    @Test
    @DisplayName("D5: a JDK is known by its release file, and not started to be asked")
    void shouldNotStartAJdkToAskIt() throws Exception {
        assertThat(tocsin("help").status()).isZero();

        assertThat(home.resolve("versions")).doesNotExist();
    }

    @Test
    @DisplayName("D2: the supervisor starts again what a restart can help, and not what ended with 2")
    void shouldNotStartAgainWhatEndedWithTwo() throws Exception {
        tocsin("help");
        Files.delete(home.resolve("runs"));
        program("jdk/bin/java", "echo run >> runs; [ $(wc -l < runs) -ge 2 ] && exit 2; exit 1");

        var ended = tocsin("up");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(Files.readAllLines(home.resolve("runs"))).hasSize(2);
        assertThat(ended.output()).contains("ended with status 1; starting it again");
    }

    @Test
    @DisplayName("AOT: a cache is trained once, and each start uses it without a word")
    void shouldTrainOnceAndUseTheCacheEachTime() throws Exception {
        trains(":");
        aot = "now";

        assertThat(tocsin("up", "--no-supervisor").output()).contains("building").doesNotContain("AOT");
        assertThat(tocsin("up", "--no-supervisor").output()).isEmpty();

        assertThat(trainings()).containsExactly("record", "create");
        assertThat(runs()).hasSize(2).allSatisfy(run -> assertThat(run).contains(AOT + "/cache", "-XX:AOTCache=",
                "-Xlog:aot*=off"));
        assertThat(home.resolve(AOT + "/work")).doesNotExist();
    }

    @ParameterizedTest(name = "AOT: another {0} is trained for anew")
    @ValueSource(strings = {"standalone/target/tocsin/lib/a.jar", "standalone/target/tocsin/lib/b.jar", "jdk/release"})
    void shouldTrainAnewForAnotherProgram(String changed) throws Exception {
        trains(":");
        aot = "now";
        tocsin("up", "--no-supervisor");
        if (changed.endsWith("release")) {
            jdk("25.0.4");
        } else {
            Files.writeString(home.resolve(changed), "another");
        }

        aot = "off";
        tocsin("up", "--no-supervisor");
        assertThat(runs().getLast()).doesNotContain("AOT");
        aot = "now";
        tocsin("up", "--no-supervisor");
        assertThat(trainings()).containsExactly("record", "create", "record", "create");
        assertThat(runs().getLast()).contains("-XX:AOTCache=");
    }

    @Test
    @DisplayName("AOT: where training fails, all goes on without a cache, and it is not tried at each start")
    void shouldDoWithoutWhereTrainingFails() throws Exception {
        trains("echo no >&2; exit 1");
        aot = "now";

        assertThat(tocsin("up", "--no-supervisor")).satisfies(ended -> {
            assertThat(ended.status()).isZero();
            assertThat(ended.output()).doesNotContain("no\n");
        });
        assertThat(tocsin("up", "--no-supervisor").output()).isEmpty();

        assertThat(trainings()).containsExactly("record");
        assertThat(runs()).hasSize(2).allSatisfy(run -> assertThat(run).doesNotContain("AOT"));
    }

    @Test
    @DisplayName("AOT: off means off, though there is a cache")
    void shouldLeaveTheCacheOutWhenItIsOff() throws Exception {
        trains(":");
        aot = "now";
        tocsin("up", "--no-supervisor");
        aot = "off";

        tocsin("up", "--no-supervisor");

        assertThat(runs().getLast()).doesNotContain("AOT");
    }

    @Test
    @DisplayName("AOT: a training run that is told to stop leaves nothing behind, and the next start trains again")
    void shouldLeaveNothingBehindWhenTrainingIsStopped() throws Exception {
        trains("touch $home/training; while :; do sleep 0.05; done");
        aot = "now";
        var start = start("up", "--no-supervisor");
        await("training");

        ProcessHandle.of(Long.parseLong(Files.readSymbolicLink(home.resolve(AOT + "/lock")).toString())).orElseThrow()
                .destroy();

        assertThat(end(start).status()).isZero();
        assertThat(List.of("work", "lock", "cache", "of", "failed")).noneMatch(name -> Files.exists(home.resolve(AOT
                + "/" + name), LinkOption.NOFOLLOW_LINKS));
        trains(":");
        tocsin("up", "--no-supervisor");
        assertThat(runs().getLast()).contains("-XX:AOTCache=");
    }

    @Test
    @DisplayName("AOT: a training run makes way for a build")
    void shouldStopTrainingWhenABuildBegins() throws Exception {
        trains("touch $home/training; while :; do sleep 0.05; done");
        aot = "now";
        var trained = start("up", "--no-supervisor");
        await("training");
        Files.writeString(home.resolve("standalone/src/main/A.java"), "changed");
        aot = "off";

        assertThat(tocsin("up", "--no-supervisor").output()).contains("building");

        assertThat(end(trained).status()).isZero();
        assertThat(Files.exists(home.resolve(AOT + "/work"))).isFalse();
    }

    /** A java that can be trained. */
    private void trains(String during) throws IOException {
        maven("mkdir -p standalone/target/tocsin/lib; echo x > standalone/target/tocsin/lib/a.jar");
        program("jdk/bin/java", "home=" + home, "case \" $* \" in",
                "*' -XX:AOTMode=record '*) echo record >> $home/trainings", during, ";;",
                "*' -XX:AOTMode=create '*) echo create >> $home/trainings",
                "for word; do case $word in -XX:AOTCache=*) echo cache > ${word#*=};; esac; done;;",
                "*) echo \"$@\" >> $home/runs;;", "esac");
    }

    private List<String> trainings() throws IOException {
        return Files.readAllLines(home.resolve("trainings"));
    }

    private List<String> runs() throws IOException {
        return Files.readAllLines(home.resolve("runs"));
    }

    private void source(String name) throws IOException {
        var file = Files.writeString(home.resolve(name), "x");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }

    private void jdk(String version) throws IOException {
        Files.writeString(home.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private void maven(String then) throws IOException {
        program("bin/mvn", "echo \"$@\" >> calls", then, "mkdir -p standalone/target/tocsin/lib");
    }

    private void program(String name, String... lines) throws IOException {
        var file = Files.writeString(home.resolve(name), "#!/bin/bash\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> goals() throws IOException {
        return Files.readAllLines(home.resolve("calls"));
    }

    private void await(String file) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!Files.exists(home.resolve(file)) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(home.resolve(file)).exists();
    }

    private Ended tocsin(String... words) throws Exception {
        return end(start(words));
    }

    private Process start(String... words) throws IOException {
        var line = new ArrayList<>(List.of(home.resolve("tocsin").toString()));
        line.addAll(List.of(words));
        return start(line);
    }

    private Process start(List<String> line) throws IOException {
        var builder = new ProcessBuilder(line).directory(home.toFile()).redirectErrorStream(true).redirectOutput(Files
                .createTempFile(home, "out", "").toFile());
        builder.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().remove("TOCSIN_APP");
        builder.environment().put("TOCSIN_AOT", aot);
        var process = builder.start();
        files.put(process.pid(), builder.redirectOutput().file().toPath());
        return process;
    }

    private Ended end(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(files.get(process.pid())));
    }
}
