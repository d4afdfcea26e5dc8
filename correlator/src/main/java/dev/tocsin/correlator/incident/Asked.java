package dev.tocsin.correlator.incident;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.correlator.incident.IncidentEvent.Commanded;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.event.Command;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.state.IncidentRow;

/** A command on its way to be carried out or refused: who asks what of which incident. */
record Asked(IncidentRow row, Commanded event, DecisionContext occasion) {

    /** Of what people write in arguments, in characters. */
    private static final int LONGEST_TEXT = 2_000;

    Command command() {
        return event.command();
    }

    Incident incident() {
        return row.getIncident();
    }

    IncidentState state() {
        return incident().getState();
    }

    /** An argument, without space around it; empty when it is missing. */
    String argument(String name) {
        return command().getArguments().getOrDefault(name, "").strip();
    }

    /** Why a text is not taken, if one of these is too long. */
    Optional<String> tooLong(String... names) {
        return Stream.of(names).filter(name -> argument(name).length() > LONGEST_TEXT).findFirst()
                .map(name -> "'" + name + "' has more than " + LONGEST_TEXT + " characters: write less, and link to the"
                        + " rest");
    }

    String actor() {
        return actor(command());
    }

    /** Who asks; a command without a name still comes from somewhere. */
    static String actor(Command command) {
        return command.getActor().isBlank() ? "somebody via " + command.getVia() : command.getActor();
    }

    /** The draft in which it is carried out: it remembers the command, and shows its note. */
    IncidentDraft draft() {
        var draft = IncidentDraft.of(row, occasion);
        draft.remember(command().getId());
        if (!command().getNote().isBlank()) {
            draft.incident.setNote(command().getNote());
        }
        return draft;
    }

    /** It is carried out, which is also a sign of life of whoever has the incident. */
    IncidentDecision done(IncidentDraft draft, String outcome) {
        Acknowledging.prolong(draft);
        Aftercare.watch(draft);
        return draft.changed(outcome, "asked by " + actor());
    }

    /** Remembers that it was refused, and says why. */
    IncidentDecision refuse(String reason) {
        var draft = IncidentDraft.of(row, occasion);
        draft.remember(command().getId());
        draft.fact(FactKind.COMMAND_REFUSED, command().getKind() + " refused: " + reason, actor(), details(Map.of(
                "reason", reason)));
        return draft.noted("command-refused", reason);
    }

    /** What every entry of a command says, and more. */
    Map<String, String> details(Map<String, String> more) {
        var details = details(command());
        details.putAll(more);
        return details;
    }

    static Map<String, String> details(Command command) {
        var details = new TreeMap<>(Map.of("command", command.getId(), "via", command.getVia()));
        if (!command.getNote().isBlank()) {
            details.put("note", command.getNote());
        }
        return details;
    }
}
