package dev.tocsin.standalone.command;

import java.time.Clock;
import java.util.List;

import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.listing.IncidentReference;

/** Finds the incident that a person typed a short ID or a service for. */
final class IncidentLookup {

    private final HttpCall console;

    IncidentLookup(HttpCall console) {
        this.console = console;
    }

    /**
     * The ID of an incident.
     *
     * @param command
     *            the words before it, to say what to type instead
     * @throws SettingsException
     *             if there is none or there are several; says which
     */
    String id(String typed, String command) throws InterruptedException {
        if (IncidentReference.isWhole(typed)) {
            return typed;
        }
        var word = HttpCall.encoded(typed.strip());
        var ofService = incidents("/api/incidents?limit=20&state=open&service=" + word);
        var containing = incidents("/api/incidents?limit=500&state=all&text=" + word);
        return switch (IncidentReference.of(typed.strip(), ofService, containing)) {
            case IncidentReference.One(var id) -> id;
            case IncidentReference.None(var sentence) -> throw new SettingsException(sentence);
            case IncidentReference.Several several -> throw new SettingsException(String.join(System.lineSeparator(),
                    several.lines(command, Clock.systemUTC().instant())));
        };
    }

    private List<tools.jackson.databind.JsonNode> incidents(String path) throws InterruptedException {
        var answer = console.get(path);
        if (!answer.isGood()) {
            throw new SettingsException(answer.problem());
        }
        return answer.body().path("incidents").valueStream().toList();
    }
}
