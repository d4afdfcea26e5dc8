package dev.tocsin.schemas.outside;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.schemas.command.Commands;

/** What a person can answer where they were paged: a button, a key or a link. */
public enum AnswerAction {
    /** Stops the escalation. */
    ACKNOWLEDGE(1, CommandKind.ACKNOWLEDGE, "Acknowledge"),
    /** Ends the incident. */
    RESOLVE(2, CommandKind.RESOLVE, "Resolve"),
    /** Runs the next escalation step now. */
    ESCALATE(3, CommandKind.ESCALATE, "Escalate");

    private final int code;
    private final CommandKind kind;
    private final String label;

    AnswerAction(int code, CommandKind kind, String label) {
        this.code = code;
        this.kind = kind;
        this.label = label;
    }

    /** The command that it becomes. */
    public CommandKind kind() {
        return kind;
    }

    /** Arguments of the command. */
    public Map<String, String> arguments() {
        return this == ESCALATE ? Map.of("to", Commands.NEXT_STEP) : Map.of();
    }

    /** What whoever answered is told once it is taken. */
    public String done() {
        return switch (this) {
            case ACKNOWLEDGE -> "Acknowledged.";
            case RESOLVE -> "Resolved.";
            case ESCALATE -> "Escalated to the next step.";
        };
    }

    /** On buttons. */
    public String label() {
        return label;
    }

    /** What can be answered while an incident is in a state. */
    public static List<AnswerAction> in(IncidentState state) {
        return switch (state) {
            case OPEN, UNKNOWN -> List.of(ACKNOWLEDGE, RESOLVE, ESCALATE);
            case ACKNOWLEDGED, MITIGATED -> List.of(RESOLVE);
            case RESOLVED, CLOSED -> List.of();
        };
    }

    /** In tokens; never given to another action. */
    int code() {
        return code;
    }

    static Optional<AnswerAction> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }
}
