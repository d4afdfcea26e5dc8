package dev.tocsin.standalone.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The completion script for fish: its text, and what fish makes of it where fish is installed. */
class FishCompletionTest {

    @Command(name = "bell", subcommands = Incident.class)
    private static final class Bell {

        @Option(names = {"-V", "--version"}, description = "It's the version.")
        private boolean version;
    }

    @Command(name = "incident", aliases = "incidents", description = "Lists incidents.")
    private static final class Incident {

        @Option(names = {"-o", "--output"}, description = "Form.")
        private String form;

        @Command(name = "ack", description = "Acknowledges.")
        int ack(@Option(names = "--by", description = "Who.") String by) {
            return by.length();
        }
    }

    private String script;

    @BeforeEach
    void make() {
        script = FishCompletion.of(new CommandLine(new Bell()).getCommandSpec());
    }

    @Test
    void shouldKnowEachCommandAndOption() {
        assertThat(script).contains("complete -c bell -n '__bell_is \"\"' -f -a 'incident' -d 'Lists incidents.'",
                "-n '__bell_is \"incident\" \"incidents\"' -f -a 'ack' -d 'Acknowledges.'",
                "-n '__bell_within \"incident\" \"incidents\"' -s o -l output -r -d 'Form.'",
                "-n '__bell_within \"incident ack\" \"incidents ack\"' -l by -r -d 'Who.'", "-d 'It\\'s the version.'");
    }

    @Test
    void shouldCompleteInFish(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/fish")), "fish is not installed");

        assertThat(completed(folder, "bell inc")).contains("incident\tLists incidents.", "incidents\tLists incidents.");
        assertThat(completed(folder, "bell incidents a")).contains("ack\tAcknowledges.");
        assertThat(completed(folder, "bell incident ack --")).contains("--by\tWho.");
        assertThat(completed(folder, "bell incident --")).contains("--output\tForm.").doesNotContain("--by\tWho.");
    }

    private List<String> completed(Path folder, String line) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("bell.fish"), script);
        var fish = new ProcessBuilder("/usr/bin/fish", "--no-config", "-c", "source " + file + "; complete -C '" + line
                + "'").redirectErrorStream(true).start();
        fish.getOutputStream().close();
        var said = new String(fish.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(fish.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
