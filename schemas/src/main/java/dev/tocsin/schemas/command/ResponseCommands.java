package dev.tocsin.schemas.command;

import static dev.tocsin.schemas.command.Argument.optional;
import static dev.tocsin.schemas.command.Argument.required;
import static dev.tocsin.schemas.command.ArgumentType.DURATION;
import static dev.tocsin.schemas.command.ArgumentType.ESCALATION;
import static dev.tocsin.schemas.command.ArgumentType.INSTANT;
import static dev.tocsin.schemas.command.ArgumentType.PERSON;
import static dev.tocsin.schemas.command.ArgumentType.ROLE;
import static dev.tocsin.schemas.command.ArgumentType.TEXT;
import static dev.tocsin.schemas.command.ArgumentType.URL;
import static dev.tocsin.schemas.command.CommandSpec.command;
import static dev.tocsin.schemas.command.Stage.ACTIVE;
import static dev.tocsin.schemas.command.Stage.NOT_CLOSED;
import static dev.tocsin.schemas.command.Stage.UNMITIGATED;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.tocsin.event.CommandKind;

/** Commands that take an incident from one state to the next, and bring people to it. */
final class ResponseCommands {

    private static final Duration LONGEST_SNOOZE = Duration.ofDays(7);

    static final List<CommandSpec> ALL = List.of(
            command(CommandKind.ACKNOWLEDGE, "acknowledge", "Acknowledge",
                    "Acknowledges an incident; stops the escalation.").shell("ack").primary()
                    .when(Set.of(Stage.OPEN, Stage.PARTLY_ACKNOWLEDGED, Stage.SNOOZED))
                    .reads("{actor} acknowledged the incident"),
            command(CommandKind.MITIGATE, "mitigate", "Mitigate", "Marks an incident as mitigated.").primary()
                    .takes(optional("action", TEXT, "Action that mitigated the incident."),
                            optional("next", TEXT, "Next steps."))
                    .when(UNMITIGATED)
                    .reads("{actor} mitigated the incident"),
            command(CommandKind.RESOLVE, "resolve", "Resolve", "Resolves an incident.").primary()
                    .takes(optional("cause", TEXT, "Cause of the incident."),
                            optional("fix", TEXT, "Fix that ended the incident."),
                            optional("impact", TEXT, "Impact on customers."),
                            optional("review", URL, "Address of the review."))
                    .when(ACTIVE)
                    .reads("{actor} resolved the incident"),
            command(CommandKind.REOPEN, "reopen", "Reopen",
                    "Reopens a resolved incident and pages from the first escalation step.").primary()
                    .when(Set.of(Stage.RESOLVED))
                    .otherwise(ACTIVE, CommandRefusalReason.ALREADY_OPEN)
                    .otherwise(Set.of(Stage.CLOSED), CommandRefusalReason.CLOSED_FOR_GOOD)
                    .reads("{actor} reopened the incident (round {round}); alerts still firing: {firing}"),
            command(CommandKind.UNACKNOWLEDGE, "unacknowledge", "Unacknowledge",
                    "Unacknowledges an incident; its escalation continues.").shell("unack").primary()
                    .when(Set.of(Stage.PARTLY_ACKNOWLEDGED, Stage.ACKNOWLEDGED, Stage.SNOOZED))
                    .otherwise(Set.of(Stage.OPEN), CommandRefusalReason.NOT_ACKNOWLEDGED)
                    .otherwise(Set.of(Stage.MITIGATED), CommandRefusalReason.MITIGATED)
                    .reads("{actor} withdrew the acknowledgement of {by}"),
            command(CommandKind.MITIGATION_FAILED, "mitigation-failed", "Mitigation failed",
                    "Reports a failed mitigation and reopens the incident.").shell("failed").primary()
                    .when(Set.of(Stage.MITIGATED))
                    .otherwise(UNMITIGATED, CommandRefusalReason.NOT_MITIGATED)
                    .reads("{actor} reported that the mitigation by {by} failed"),
            command(CommandKind.CLOSE, "close", "Close", "Closes a resolved incident after its review.").primary()
                    .when(Set.of(Stage.RESOLVED))
                    .otherwise(ACTIVE, CommandRefusalReason.NOT_RESOLVED)
                    .reads("{actor} closed the incident"),
            command(CommandKind.SNOOZE, "snooze", "Snooze",
                    "Acknowledges an incident until a given time; then its escalation starts again.")
                    .takes(optional("for", DURATION, "Length of the snooze, such as 30m.").within(LONGEST_SNOOZE),
                            optional("until", INSTANT, "End of the snooze.").within(LONGEST_SNOOZE))
                    .exactlyOneOf("for", "until")
                    .when(UNMITIGATED)
                    .reads("{actor} snoozed the incident until {until}"),
            command(CommandKind.ESCALATE, "escalate", "Escalate",
                    "Pages an escalation, schedule or target in addition to the escalation steps, or runs the next step now.")
                    .takes(required("to", ESCALATION, "Escalation, schedule or target of the policy, or next-step."))
                    .when(ACTIVE)
                    .reads("{actor} escalated to {to}"),
            command(CommandKind.ASSIGN_ROLE, "role", "Assign role", "Assigns a role to a person, or unassigns it.")
                    .takes(required("role", ROLE, "Role, such as commander."),
                            required("person", PERSON, "Person; empty unassigns the role.").clearing())
                    .when(NOT_CLOSED)
                    .reads(new TimelineSentence("{person} is {role}", "person", "{before} is no longer {role}")));

    private ResponseCommands() {}
}
