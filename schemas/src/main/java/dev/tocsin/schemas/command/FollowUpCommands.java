package dev.tocsin.schemas.command;

import static dev.tocsin.schemas.command.Argument.optional;
import static dev.tocsin.schemas.command.Argument.required;
import static dev.tocsin.schemas.command.ArgumentType.FOLLOW_UP;
import static dev.tocsin.schemas.command.ArgumentType.MOMENT;
import static dev.tocsin.schemas.command.ArgumentType.PERSON;
import static dev.tocsin.schemas.command.ArgumentType.TEXT;
import static dev.tocsin.schemas.command.CommandSpec.command;

import java.time.Duration;
import java.util.List;

import dev.tocsin.event.CommandKind;

/** Commands about the follow-ups of an incident. */
final class FollowUpCommands {

    private static final int LONGEST_TASK = 500;
    private static final Argument TASK = required("task", FOLLOW_UP, "ID of the follow-up, such as c1.");
    private static final Argument OWNER = optional("owner", PERSON, "Owner of the follow-up.");
    private static final Argument DUE = optional("due", MOMENT,
            "Due date: a duration such as 2d, or an instant.").within(Duration.ofDays(366));

    static final List<CommandSpec> ALL = List.of(
            command(CommandKind.ADD_TASK, "task", "Add follow-up", "Adds a follow-up to an incident.")
                    .takes(required("task", TEXT, "Text of the follow-up.").atMost(LONGEST_TASK), OWNER, DUE)
                    .reads("{actor} added follow-up {id}: {task}"),
            command(CommandKind.ASSIGN_TASK, "assign-task", "Assign follow-up",
                    "Changes the owner or the due date of a follow-up.").shell("assign")
                    .takes(TASK, OWNER.clearing(), DUE)
                    .atLeastOneOf("owner", "due")
                    .reads("{actor} assigned follow-up {task} ({text})"),
            command(CommandKind.COMPLETE_TASK, "complete-task", "Complete follow-up", "Marks a follow-up as done.")
                    .shell("done")
                    .takes(TASK)
                    .reads("{actor} completed follow-up {task}: {text}"));

    private FollowUpCommands() {}
}
