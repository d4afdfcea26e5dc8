package dev.tocsin.standalone.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One incident, as {@code GET /api/incidents/ID} answers it. */
public final class IncidentPage implements View {

    private static final int NEWEST = 12;
    private static final int LABEL = 10;

    @Override
    public List<String> lines(Listing.Found found, OutputForm form, Screen screen, Instant now) {
        var answer = found.json();
        if (form == OutputForm.JSON) {
            return List.of(JsonMapper.shared().writeValueAsString(answer));
        }
        var lines = new ArrayList<String>();
        head(answer, screen, now, lines);
        alerts(answer.path("incident"), now, lines);
        told(answer.path("notifications"), screen, lines);
        timeline(answer, form == OutputForm.WIDE, lines);
        var commands = Plain.list(answer.path("incident").path("commands"));
        if (!commands.isEmpty()) {
            lines.add("");
            lines.add("accepts: " + commands);
        }
        return screen.width() == 0 || form == OutputForm.WIDE
                ? lines
                : lines.stream().map(line -> line.indexOf('\u001B') >= 0
                        ? line
                        : DisplayWidth.cut(line, screen
                                .width())).toList();
    }

    private static void head(JsonNode answer, Screen screen, Instant now, List<String> lines) {
        var incident = answer.path("incident");
        lines.add(screen.paint(Plain.text(incident.path("severity")) + "  " + Plain.text(incident.path("service"))
                + ": " + Plain.text(incident.path("title")), Tone.STRONG));
        fact(lines, "id", Plain.text(incident.path("id")));
        fact(lines, "state", state(incident, now));
        fact(lines, "opened", Plain.time(incident.path("openedAt")) + ", " + Plain.age(incident.path("openedAt"), now)
                + " ago");
        fact(lines, "team", Plain.text(incident.path("team")));
        fact(lines, "commander", Plain.text(incident.path("commander")));
        fact(lines, "alerts", incident.path("alertsFiring").asInt() + " of " + incident.path("alertsTotal").asInt()
                + " firing");
        fact(lines, "suppressed", Plain.text(incident.path("suppressedBy")));
        fact(lines, "parent", Plain.text(answer.path("parent").path("id")) + " " + Plain.text(answer.path("parent")
                .path("title")));
        if (answer.path("childrenTotal").asInt() > 0) {
            fact(lines, "children", Integer.toString(answer.path("childrenTotal").asInt()));
        }
        fact(lines, "next", NextDeadline.of(answer, now).map(next -> next.text(now)).orElse(""));
        fact(lines, "assessment", Plain.text(incident.path("assessment")));
        fact(lines, "suspects", incident.path("suspects").valueStream().map(suspect -> Plain.text(suspect.path(
                "summary")) + " (" + Plain.text(suspect.path("service")) + ", " + Plain.age(suspect.path("changedAt"),
                        now) + " ago)").collect(Collectors.joining("; ")));
        fact(lines, "runbook", Plain.text(incident.path("runbook")));
        fact(lines, "because", Plain.text(incident.path("why").path("ruleReason")));
    }

    private static void fact(List<String> lines, String label, String text) {
        if (!text.isBlank()) {
            lines.add(label + " ".repeat(Math.max(1, LABEL + 2 - label.length())) + text.strip());
        }
    }

    private static String state(JsonNode incident, Instant now) {
        var state = Plain.word(incident.path("state"));
        return switch (state) {
            case "acknowledged" -> by(state, incident, "acknowledgedBy", "acknowledgedAt", now);
            case "mitigated" -> by(state, incident, "mitigatedBy", "mitigatedAt", now);
            case "resolved" -> by(state, incident, "resolvedBy", "resolvedAt", now);
            default -> state;
        };
    }

    private static String by(String state, JsonNode incident, String who, String when, Instant now) {
        var name = Plain.text(incident.path(who));
        return state + (name.isEmpty() ? "" : " by " + name) + ", " + Plain.age(incident.path(when), now) + " ago";
    }

    private static void alerts(JsonNode incident, Instant now, List<String> lines) {
        var alerts = incident.path("alerts").valueStream().toList();
        if (!alerts.isEmpty()) {
            lines.add("");
            lines.add("alerts");
            alerts.forEach(alert -> lines.add("  " + Plain.word(alert.path("status")) + "  " + Plain.age(alert.path(
                    "since"), now) + "  " + Plain.text(alert.path("source")) + "  " + Plain.text(alert.path("name"))
                    + ": " + Plain.text(alert.path("summary"))));
        }
        if (incident.path("alertsHidden").asInt() > 0) {
            lines.add("  and " + incident.path("alertsHidden").asInt() + " more");
        }
    }

    private static void told(JsonNode notifications, Screen screen, List<String> lines) {
        if (!notifications.isEmpty()) {
            lines.add("");
            lines.add("notifications");
            notifications.forEach(each -> {
                var outcome = Plain.word(each.path("delivery").path("outcome"));
                var reason = Plain.text(each.path("delivery").path("reason"));
                lines.add("  " + Plain.time(each.path("createdAt")) + "  " + Plain.word(each.path("kind")) + "  "
                        + Plain.text(each.path("target")) + " by " + Plain.text(each.path("channel")) + ": " + screen
                                .paint(outcome.isEmpty() ? "waiting" : outcome, outcome.equals("rejected") || outcome
                                        .equals("gave-up") ? Tone.ALARM : Tone.USUAL) + (reason.isEmpty()
                                                ? ""
                                                : " (" + reason + ")"));
            });
        }
    }

    private static void timeline(JsonNode answer, boolean whole, List<String> lines) {
        var entries = answer.path("timeline").valueStream().toList();
        var shown = whole ? entries : entries.subList(Math.max(0, entries.size() - NEWEST), entries.size());
        lines.add("");
        lines.add(shown.size() == entries.size()
                ? "timeline"
                : "timeline, the newest " + shown.size() + " of " + entries.size() + " (-o wide shows all)");
        shown.forEach(entry -> lines.add("  " + Plain.time(entry.path("at")) + "  " + Plain.text(entry.path(
                "summary"))));
        var note = Plain.text(answer.path("timelineNote"));
        if (!note.isEmpty()) {
            lines.add("  " + note);
        }
    }
}
