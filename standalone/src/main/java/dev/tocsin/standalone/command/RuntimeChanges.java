package dev.tocsin.standalone.command;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.event.OnCallChange;
import dev.tocsin.event.OnCallChangeKind;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.change.OnCallChanges;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The option that lays overrides and swaps set at run time over the schedules of a policy file. */
final class RuntimeChanges {

    @Option(names = "--console", paramLabel = "URL", description = "Also applies overrides and swaps set at run time, read from this console.")
    private Optional<URI> console = Optional.empty();

    /** The policy of a file, with the changes if a console is named. */
    CompiledPolicy on(CompiledPolicy policy) throws InterruptedException {
        return console.isEmpty() ? policy : policy.with(OnCallChanges.of(read(console.get())));
    }

    /** Requests to the console that is named, or else to the one on this machine. */
    HttpCall call() {
        return new HttpCall(console.orElse(URI.create("http://127.0.0.1:" + Ports.CONSOLE)), ConsoleOption.TOKEN);
    }

    private static List<OnCallChange> read(URI console) throws InterruptedException {
        var answer = new HttpCall(console, ConsoleOption.TOKEN).send("GET", "/api/oncall", Optional.empty());
        if (!answer.isGood()) {
            throw new SettingsException(answer.problem());
        }
        var changes = new ArrayList<OnCallChange>();
        answer.body().path("changes").forEach(row -> {
            if (!text(row, "state").equals("undone")) {
                changes.add(change(row));
            }
        });
        return changes;
    }

    private static OnCallChange change(JsonNode row) {
        return OnCallChange.newBuilder().setId(text(row, "id")).setSchedule(text(row, "schedule")).setKind(
                OnCallChangeKind.valueOf(text(row, "kind").toUpperCase(Locale.ROOT))).setPeople(row.path("people")
                        .valueStream().map(person -> person.asString("")).toList())
                .setFrom(Instant.parse(text(row, "from"))).setUntil(Instant.parse(text(row, "until")))
                .setAuthor(text(row, "author")).setReason(text(row, "reason")).setSetAt(Instant.parse(text(row,
                        "setAt")))
                .build();
    }

    private static String text(JsonNode row, String name) {
        return row.path(name).asString("");
    }
}
