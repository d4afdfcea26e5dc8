package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.standalone.broker.EmbeddedBroker;
import dev.tocsin.standalone.start.FolderLayout;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** The {@code tocsin} command as a newcomer types it: what it says, in how many lines, and how it exits. */
class StartFailuresTest {

    private static final String FREE = "=0";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    @DisplayName("D2: a port in use ends with one sentence and status 2")
    void shouldEndWhenAPortIsInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(up("--set", "console.port=" + taken.getLocalPort())).isEqualTo(2);

            assertThat(complaint()).startsWith("tocsin: port " + taken.getLocalPort() + " (console.port) is in use");
        }
    }

    @Test
    @DisplayName("D2: Kafka's port in use ends with one sentence and status 2")
    void shouldEndWhenKafkasPortIsInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(up("--set", "kafka.port=" + taken.getLocalPort())).isEqualTo(2);

            assertThat(complaint()).contains("(kafka.port) is in use").contains("--set kafka.port=NUMBER");
        }
    }

    @Test
    @DisplayName("D2: a data folder that is a file ends with one sentence and status 2")
    void shouldEndWhenTheDataFolderIsAFile() throws IOException {
        Files.writeString(folder.resolve("data"), "x");

        assertThat(up()).isEqualTo(2);
        assertThat(complaint()).contains("is a file, not a folder");
    }

    @Test
    @Tag("embedded")
    @DisplayName("another number of partitions than the data folder has ends with one sentence and status 2")
    void shouldEndWhenTheNumberOfPartitionsIsAnother() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        FolderLayout.check(folder.resolve("data"), EmbeddedBroker.METADATA, "another");
        try (var broker = new EmbeddedBroker(folder.resolve("data").resolve("kafka"), 0)) {
            broker.start();
            TopicAdmin.create(Map.of("bootstrap.servers", broker.bootstrapServers()), TopicLayout.of(3));
        }

        assertThat(up("--set", "partitions=2")).isEqualTo(2);

        assertThat(complaint()).contains("the setting partitions asks for 2, and the topics have 3").contains(
                "remove the setting");
    }

    static Stream<Arguments> policies() {
        return Stream.of(Arguments.of("missing", "no-such-file.yml", "the file does not exist"), Arguments.of(
                "a folder",
                ".",
                "cannot read policy file"), Arguments.of("broken", "broken.yml", "broken.yml:"));
    }

    @ParameterizedTest(name = "D2: a policy file that is {0} ends with status 2 before anything is started")
    @MethodSource("policies")
    void shouldEndWhenThePolicyIsWrong(String what, String file, String said) throws IOException {
        Files.writeString(folder.resolve("broken.yml"), "policy: x\nladdders: {}\n");

        assertThat(up("--policy", folder.resolve(file).toString())).isEqualTo(2);
        assertThat(err.toString()).contains(said).doesNotContain("Exception");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    @DisplayName("D2: a misspelt setting in a file ends with one sentence that names file and setting, and status 2")
    void shouldEndWhenASettingsFileIsWrong() throws IOException {
        var file = Files.writeString(folder.resolve("my.properties"), "consol.port=1\n");

        assertThat(up("--settings", file.toString())).isEqualTo(2);
        assertThat(complaint()).isEqualTo("tocsin: --settings " + file
                + ": unknown setting consol.port: did you mean console.port?");
    }

    @ParameterizedTest(name = "D2: {0} {1} is refused in one line with the nearest name: {2}")
    @MethodSource("slips")
    void shouldRefuseASlipInOneLine(String first, String second, String meant) {
        assertThat(run(Stream.of(first, second).filter(word -> !word.isEmpty()).toArray(String[]::new))).isEqualTo(2);

        assertThat(complaint()).contains("did you mean " + meant + "?").contains("--help");
    }

    static Stream<Arguments> slips() {
        return Stream.of(Arguments.of("fier", "", "fire"), Arguments.of("incident", "lsit", "list"), Arguments.of("up",
                "--polcy=x", "--policy"), Arguments.of("whopage", "", "whopages"));
    }

    @Test
    @DisplayName("D2: Kafka that does not answer a command is one line, and worth another trial")
    void shouldSayThatKafkaDoesNotAnswer() {
        assertThat(run("init", "--set", "bootstrap.servers=127.0.0.1:1", "--set", "kafka.request.timeout.ms=100",
                "--set",
                "kafka.default.api.timeout.ms=500")).isEqualTo(1);

        assertThat(complaint()).isEqualTo(
                "tocsin: Kafka does not answer: start it, or name it with --set bootstrap.servers=HOST:PORT");
    }

    static Stream<String> everyCommand() {
        return paths(Tocsin.commandLine(), "").filter(path -> !path.endsWith("help"));
    }

    @ParameterizedTest(name = "D2: help and version of: {0}")
    @MethodSource("everyCommand")
    void shouldHelpEverywhere(String path) {
        var words = Stream.of(path.split(" ")).filter(word -> !word.isEmpty()).toList();
        for (var option : List.of("--help", "-h", "--version", "-V")) {
            var line = new ArrayList<>(words);
            line.add(option);
            out.getBuffer().setLength(0);

            assertThat(run(line.toArray(String[]::new))).as(line.toString()).isZero();
            assertThat(out.toString()).startsWith(option.toLowerCase(java.util.Locale.ROOT).contains("v")
                    ? "tocsin "
                    : "Usage: tocsin");
            assertThat(err.toString()).isEmpty();
        }
    }

    @ParameterizedTest(name = "D2: completion for {0} names every command")
    @ValueSource(strings = {"bash", "zsh"})
    void shouldCompleteCommands(String shell) throws IOException, InterruptedException {
        assertThat(run("completion", shell)).isZero();
        assertThat(out.toString()).contains("whopages", "incident", "--policy");

        var script = Files.writeString(folder.resolve("completion"), out.toString());
        assertThat(new ProcessBuilder("bash", "-n", script.toString()).start().waitFor()).isZero();
    }

    private static Stream<String> paths(CommandLine command, String path) {
        return Stream.concat(Stream.of(path), command.getSubcommands().entrySet().stream().filter(entry -> !(entry
                .getValue().getCommand() instanceof HelpCommand)).flatMap(entry -> paths(entry.getValue(), (path + " "
                        + entry.getKey()).strip())));
    }

    private int up(String... more) {
        var words = new ArrayList<>(List.of("up", "--data", folder.resolve("data").toString()));
        for (var service : List.of("console", "ingest", "registry", "correlator", "escalator", "notifier", "kafka")) {
            words.addAll(List.of("--set", service + ".port" + FREE));
        }
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private int run(String... words) {
        return Tocsin.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(
                words);
    }

    /** The one line that is said, besides that it starts. */
    private String complaint() {
        var lines = err.toString().lines().filter(line -> !line.startsWith("tocsin is starting")).toList();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }
}
