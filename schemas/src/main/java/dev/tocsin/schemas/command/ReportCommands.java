package dev.tocsin.schemas.command;

import static dev.tocsin.schemas.command.Argument.optional;
import static dev.tocsin.schemas.command.Argument.required;
import static dev.tocsin.schemas.command.ArgumentType.BOOLEAN;
import static dev.tocsin.schemas.command.ArgumentType.CHOICE;
import static dev.tocsin.schemas.command.ArgumentType.DURATION;
import static dev.tocsin.schemas.command.ArgumentType.LINE;
import static dev.tocsin.schemas.command.ArgumentType.SEVERITY;
import static dev.tocsin.schemas.command.ArgumentType.TEXT;
import static dev.tocsin.schemas.command.ArgumentType.URL;
import static dev.tocsin.schemas.command.CommandSpec.command;
import static dev.tocsin.schemas.command.Stage.ACTIVE;
import static dev.tocsin.schemas.command.Stage.NOT_CLOSED;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.CommandKind;
import dev.tocsin.schemas.incident.ClockKind;

/** Commands that say what an incident is and how it stands, and those about its response clocks. */
final class ReportCommands {

    private static final String REVIEW = "review";
    private static final int LONGEST_STEP = 2_000;
    private static final Duration LATEST_UPDATE = Duration.ofDays(7);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(30);

    static final List<CommandSpec> ALL = List.of(
            command(CommandKind.ADD_NOTE, "note", "Add note", "Adds a note to an incident.").primary()
                    .takes(required(Commands.NOTE, TEXT, "Text of the note.").atMost(Commands.LONGEST_NOTE))
                    .reads("{note}"),
            command(CommandKind.ADD_LINK, "link", "Add link",
                    "Adds a link to an incident, such as a dashboard, a runbook or a ticket.")
                    .takes(required("url", URL, "Address of the page."), required("title", LINE, "Title of the link."))
                    .reads("{actor} added a link: {title} ({url})"),
            command(CommandKind.COMPLETE_STEP, "complete-step", "Complete step",
                    "Marks a step of the runbook as done.").shell("step")
                    .takes(required("step", LINE, "Number of the step, such as 1, or its text.").atMost(LONGEST_STEP))
                    .when(NOT_CLOSED)
                    .reads("{actor} completed step {number}: {text}"),
            command(CommandKind.POST_UPDATE, "update", "Post update",
                    "Posts a status update to the team, to customers or to both.")
                    .takes(required("text", TEXT, "Text of the status update."),
                            optional("audience", CHOICE,
                                    "Audience: inside (the team), outside (customers) or both (default: inside).")
                                    .of("inside", "outside", "both"),
                            optional("status", CHOICE, "Status: investigating, identified, monitoring or resolved.")
                                    .of("investigating", "identified", "monitoring", "resolved"),
                            optional("next", DURATION, "Time until the next update, such as 30m.").within(
                                    LATEST_UPDATE))
                    .when(NOT_CLOSED).unless(ReportCommands::promises)
                    .reads("{text}"),
            command(CommandKind.ASSESS, "assess", "Assess", "Records an assessment of an incident.")
                    .takes(required("assessment", TEXT, "Assessment: cause, scope and impact."))
                    .when(ACTIVE)
                    .reads("{assessment}"),
            command(CommandKind.SET_SEVERITY, "severity", "Set severity", "Sets the severity of an incident.")
                    .takes(required("severity", SEVERITY, "Severity, such as SEV1."))
                    .when(NOT_CLOSED)
                    .reads("{actor} changed the severity from {from} to {severity}"),
            command(CommandKind.SET_CONFIDENTIAL, "confidential", "Set confidentiality",
                    "Makes an incident confidential, or visible to all readers.").reveals()
                    .takes(required("confidential", BOOLEAN, "Whether the incident is confidential: true or false."))
                    .reads(new TimelineSentence("{actor} made the incident confidential", "confidential",
                            "{actor} made the incident visible to all readers")),
            command(CommandKind.PAUSE_CLOCKS, "pause-clocks", "Pause clocks",
                    "Pauses the response clocks of an incident.").shell("pause")
                    .takes(required("reason", TEXT, "Reason for the pause.").asOption(),
                            phase("Pauses only the clock of this phase, such as mitigate (default: all clocks)."),
                            optional("for", DURATION, "Length of the pause, such as 2h.").within(LONGEST_PAUSE))
                    .when(NOT_CLOSED).unless(ReportCommands::clockDoesNotRun)
                    .reads("{actor} paused {clocks}: {reason}"),
            command(CommandKind.RESUME_CLOCKS, "resume-clocks", "Resume clocks",
                    "Resumes the response clocks of an incident.").shell("resume")
                    .takes(phase("Resumes only the clock of this phase (default: all clocks)."))
                    .when(NOT_CLOSED).unless(ReportCommands::clockDoesNotRun)
                    .reads("{actor} resumed {clocks}"));

    private ReportCommands() {}

    private static Argument phase(String sentence) {
        return optional("phase", CHOICE, sentence).of(ClockKind.keys().toArray(String[]::new));
    }

    private static Optional<CommandRefusalReason> promises(Stage stage, Map<String, String> arguments) {
        return stage == Stage.RESOLVED && arguments.containsKey("next")
                ? Optional.of(CommandRefusalReason.NO_NEXT_UPDATE)
                : Optional.empty();
    }

    private static Optional<CommandRefusalReason> clockDoesNotRun(Stage stage, Map<String, String> arguments) {
        var phase = Optional.ofNullable(arguments.get("phase"));
        if (stage == Stage.RESOLVED) {
            return phase.filter(named -> !named.equals(REVIEW)).map(_ -> CommandRefusalReason.ONLY_REVIEW_CLOCK);
        }
        return phase.filter(REVIEW::equals).map(_ -> CommandRefusalReason.REVIEW_NOT_STARTED);
    }
}
