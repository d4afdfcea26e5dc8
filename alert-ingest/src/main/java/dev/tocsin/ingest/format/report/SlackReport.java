package dev.tocsin.ingest.format.report;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.form.FormFields;
import dev.tocsin.policy.model.ReportIntake.Impact;
import dev.tocsin.policy.model.ReportIntake.Reporter;
import dev.tocsin.policy.report.Reports;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report by a slash command of Slack, whatever the app calls it: {@code /incident [impact] [service] what is wrong}. Source:
 * docs.slack.dev, "Implementing slash commands": a form with {@code command}, {@code text}, {@code user_id} and others; the
 * answer, within three seconds, is a message that only the person sees.
 */
public final class SlackReport {

    /** What is stored of the form: neither the address for answers nor Slack's old verification token. */
    private static final List<String> KEPT = List.of("command", "text", "user_id", "user_name", "team_id", "channel_id",
            "channel_name");
    private static final int MOST_NAMED = 15;

    private SlackReport() {}

    /** Whether the form is a command. */
    public static boolean isOne(FormFields form) {
        return !form.first("command").isBlank();
    }

    /** What is stored of it. */
    public static String stored(FormFields form) {
        return form.without(form.all().stream().map(FormFields.Field::name).filter(name -> !KEPT.contains(name))
                .toList());
    }

    /** Reads one. */
    public static Reading read(Incoming incoming, FormFields form, Reports reports) {
        var words = new ArrayDeque<>(List.of(form.first("text").strip().split("\\s+")));
        var impact = Optional.<Impact>empty();
        var service = Optional.<String>empty();
        while (!words.isEmpty()) {
            var word = words.peek().replaceFirst("[:,]$", "");
            if (impact.isEmpty() && reports.impact(word).isPresent()) {
                impact = reports.impact(word);
            } else if (service.isEmpty() && reports.service(word).isPresent()) {
                service = reports.service(word);
            } else {
                break;
            }
            words.poll();
        }
        var said = String.join(" ", words).strip();
        if (said.isBlank() || said.toLowerCase(Locale.ROOT).equals("help")) {
            return new Reading.NoAlert(NoAlertReason.REPORT_HELP, "Nothing was reported.", told(usage(form.first(
                    "command"), reports)));
        }
        var draft = new ReportDraft(incoming, reports, "slack").identity(identity(incoming, form)).service(service
                .orElse("")).impact(impact.map(Impact::name).orElse("")).summary(said).reporter(Reporter.STAFF, form
                        .first("user_name"), "Slack <@" + form.first("user_id") + ">", false);
        var alert = draft.firing(incoming.receivedAt());
        return new Reading.Alerts(List.of(alert), 0, Optional.empty(), told("Reported as " + draft.reference() + ": "
                + service.map(name -> "service " + name).orElse("no service named") + ", " + impact.map(
                        one -> one.title() + " (" + one.severity() + ")").orElse(
                                "no impact named, so the rules of the policy decide")
                + ". It joins the incident of the service if one is open."));
    }

    /** Slack gives each command an id of its own. */
    private static String[] identity(Incoming incoming, FormFields form) {
        var trigger = form.first("trigger_id");
        return trigger.isBlank() ? new String[]{"request", incoming.id()} : new String[]{"trigger", trigger};
    }

    private static String usage(String command, Reports reports) {
        return "Usage: " + command + " [impact] [service] what is wrong\nImpacts: " + reports.impacts().stream().map(
                impact -> impact.name() + " (" + impact.title() + ")").collect(Collectors.joining(", "))
                + (reports.services().isEmpty() ? "" : "\nServices: " + some(reports.services()));
    }

    private static String some(List<String> services) {
        var named = services.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return services.size() > MOST_NAMED ? named + " and " + (services.size() - MOST_NAMED) + " more" : named;
    }

    private static Reply.Own told(String text) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("response_type", "ephemeral");
        message.put("text", escaped(text));
        return new Reply.Own("application/json", JsonMapper.shared().writeValueAsString(message));
    }

    /** docs.slack.dev, "Formatting message text": these three are escaped. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
