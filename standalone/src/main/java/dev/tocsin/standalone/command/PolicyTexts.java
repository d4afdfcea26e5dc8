package dev.tocsin.standalone.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.feed.PolicyArchive;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.serde.EventSerdes;

/** Texts of policies that a command names: published versions by number, or files. */
final class PolicyTexts {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Settings settings;
    private Optional<List<PolicyVersion>> read = Optional.empty();

    PolicyTexts(Settings settings) {
        this.settings = settings;
    }

    /** A text with what to call it. */
    record Named(String name, String text) {}

    /** A number is a version, anything else a file. */
    Named named(String word) {
        return word.matches("[0-9]{1,9}")
                ? of(version(Integer.parseInt(word)))
                : new Named(word, CheckCommand.read(Path.of(word)));
    }

    static Named of(PolicyVersion version) {
        return new Named(version.getName() + " version " + version.getVersion(), version.getText());
    }

    PolicyVersion version(int number) {
        return versions().stream().filter(version -> version.getVersion() == number).findFirst()
                .orElseThrow(() -> new SettingsException("version " + number
                        + " does not exist; 'tocsin policy history' lists all versions"));
    }

    PolicyVersion newest() {
        var versions = versions();
        if (versions.isEmpty()) {
            throw new SettingsException("no policy published; the built-in policy is in force");
        }
        return versions.getLast();
    }

    /** Read once: what one command says is about one moment. */
    List<PolicyVersion> versions() {
        if (read.isEmpty()) {
            read = Optional.of(new PolicyArchive(settings.kafka(), new EventSerdes(settings.serdes()))
                    .versions(PATIENCE));
        }
        return read.get();
    }
}
