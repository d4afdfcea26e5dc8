package dev.tocsin.ingest.format.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.answer.KnownIncidents.Known;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Identity;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.policy.model.Vendor;
import dev.tocsin.schemas.command.CommandCheck;
import dev.tocsin.schemas.command.CommandVerdict;

/**
 * A ticket of ours that a person closes resolves its incident, and one that a person reopens reopens it. A person is who has the
 * account in the policy: that keeps out strangers of a public repository, and what Tocsin does there itself under an account
 * of its own. What happened before the incident's current round concerns another round.
 */
public final class TicketFormat implements AlertFormat {

    public static final String GITHUB = "github-issues";
    public static final String JIRA = "jira";
    public static final String LINEAR = "linear";

    private static final int LONGEST_ACCOUNT = 60;

    private final String name;
    private final String title;
    private final Vendor vendor;
    private final BiFunction<Fields, Incoming, TicketNews> reader;
    private final AnswerDesk desk;

    private TicketFormat(String name, String title, Vendor vendor, BiFunction<Fields, Incoming, TicketNews> reader,
            AnswerDesk desk) {
        this.name = name;
        this.title = title;
        this.vendor = vendor;
        this.reader = reader;
        this.desk = desk;
    }

    /** GitHub's webhook {@code issues}. */
    public static TicketFormat gitHub(AnswerDesk desk) {
        return new TicketFormat(GITHUB, "GitHub", Vendor.GITHUB, GitHubIssue::read, desk);
    }

    /** Jira's webhook {@code jira:issue_updated}. */
    public static TicketFormat jira(AnswerDesk desk) {
        return new TicketFormat(JIRA, "Jira", Vendor.JIRA, JiraIssue::read, desk);
    }

    /** Linear's webhook {@code Issue}. */
    public static TicketFormat linear(AnswerDesk desk) {
        return new TicketFormat(LINEAR, "Linear", Vendor.LINEAR, LinearIssue::read, desk);
    }

    @Override
    public String name() {
        return name;
    }

    /** GitHub sends forms, too, if its webhook is set so. */
    @Override
    public boolean anyContentType() {
        return true;
    }

    @Override
    public boolean carriesAlerts() {
        return false;
    }

    @Override
    public Reading read(Incoming incoming) {
        return incoming.read(root -> switch (reader.apply(root, incoming)) {
            case TicketNews.Nothing(var reason, var sentence) -> new Reading.NoAlert(reason, sentence);
            case TicketNews.Moved moved -> read(incoming, moved);
        });
    }

    private Reading read(Incoming incoming, TicketNews.Moved moved) {
        if (moved.incident().isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_ABOUT_SOMETHING_ELSE, "Tocsin did not file " + moved
                    .ticket() + ".");
        }
        if (!moved.person()) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_OF_A_MACHINE, "An application did it, not a person.");
        }
        var who = desk.people().with(vendor, moved.account());
        if (who.isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_NOT_OURS, "No person of the policy has the " + title
                    + " account '" + Texts.cut(Texts.oneLine(moved.account()), LONGEST_ACCOUNT)
                    + "': add it to 'accounts: {"
                    + vendor.word() + ": ...}' of a target, or resolve the incident in the console.");
        }
        var kind = moved.closed() ? CommandKind.RESOLVE : CommandKind.REOPEN;
        var at = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, new ArrayList<>()).choose("time", moved.at());
        var arguments = new HashMap<String, String>();
        var known = desk.incidents().find(moved.incident().get());
        if (known.isPresent()) {
            arguments.put(CommandCheck.ROUND, Integer.toString(known.get().standing().round()));
            var late = late(known.get(), kind, at, arguments);
            if (!late.isEmpty()) {
                return new Reading.NoAlert(NoAlertReason.ANSWER_TOO_LATE, late);
            }
        }
        return new Reading.Answers(List.of(Command.newBuilder().setId(name + "-" + Identity.of(name, moved.eventId()))
                .setIncidentId(moved.incident().get()).setKind(kind).setActor(who.get()).setVia(name).setIssuedAt(at)
                .setNote((moved.closed() ? "Closed " : "Reopened ") + moved.ticket() + " in " + title + ".")
                .setArguments(arguments).build()));
    }

    /** Why it changes nothing any more; empty if it may. */
    private static String late(Known incident, CommandKind kind, Instant at, Map<String, String> arguments) {
        var since = kind == CommandKind.REOPEN ? incident.updatedAt() : incident.roundStartedAt();
        if (at.isBefore(since)) {
            return "It happened before the current round of the incident.";
        }
        return CommandCheck.check(kind, arguments, "", incident.standing(),
                at) instanceof CommandVerdict.Refused(var refusal)
                        ? "Refused: " + refusal.sentence() + "."
                        : "";
    }
}
