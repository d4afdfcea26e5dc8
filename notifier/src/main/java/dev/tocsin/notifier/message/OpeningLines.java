package dev.tocsin.notifier.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Resolution;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.notifier.message.Message.Line;

/** The first lines of a message: what is new, and what to do about it. */
record OpeningLines(Notification notification, Reader reader, Instant now) {

    List<Line> lines() {
        var details = new KindDetails(notification);
        var incident = notification.getIncident();
        return switch (notification.getKind()) {
            case PAGE_MISSED -> missed(details, incident);
            case UPDATE_DUE, UPDATE_LAPSED -> update(details, incident);
            case CLOCK_WARNING, CLOCK_BREACHED -> clock(new ClockTexts(details, reader, now), incident);
            case TASK_DUE, TASK_OVERDUE -> task(details, incident);
            case UPDATED, STATUS_PAGE -> said(details);
            case MITIGATED -> mitigated(incident);
            case RESOLVED, CLOSED -> resolved(incident);
            case SEVERITY_CHANGED -> new Lines().add("Severity", details.text("from").map(it -> "from " + it + " to ")
                    .orElse("")
                    + incident.getSeverity().getId() + by(incident.getSeveritySetBy())).made();
            case WAR_ROOM -> new Lines().link("War room", "", details.text("war-room").orElse("")).made();
            case TICKET -> new Lines().add("Project", details.text("project")).made();
            case ROOM -> new FirstPost(notification, reader, now).lines();
            case DECLARED -> new FirstPost(notification, reader, now).beforeTheUsual();
            case PAGE, LADDER_EXHAUSTED, UNKNOWN, ACKNOWLEDGED, REOPENED, DIGEST, PAGE_DIGEST -> List.of();
        };
    }

    private List<Line> missed(KindDetails details, Incident incident) {
        return new Lines().add("Missed", "due " + reader.moment(notification.getDueAt()) + ", sent " + RelativeTimes
                .length(Duration.between(notification.getDueAt(), now)) + " late"
                + details
                        .duration("within").map(it -> "; the policy pages nobody after " + RelativeTimes.length(it))
                        .orElse(
                                ""))
                .add("Now", incident.getState() == IncidentState.OPEN
                        ? "unacknowledged; acknowledge it if you are available"
                        : word(incident.getState()))
                .made();
    }

    private List<Line> update(KindDetails details, Incident incident) {
        var outside = details.audience().equals("outside");
        var promised = details.instant("promised").orElse(notification.getDueAt());
        return new Lines().add("Promised", (outside ? "update for customers by " : "update for the team by ") + reader
                .by(
                        promised, now))
                .add("Missed before", details.text("missed").filter(it -> it.matches("[1-9]\\d{0,5}")).map(
                        it -> it + (it.equals("1") ? " update" : " updates in a row")))
                .add(MessageWriter.TO_DO, "post an update: tocsin incident update " + incident.getId() + (outside
                        ? " --audience outside"
                        : "") + " TEXT", reader.incident(incident.getId()))
                .paragraph("Last update", ResponseTexts.lastUpdate(incident, now)).made();
    }

    private List<Line> clock(ClockTexts clock, Incident incident) {
        return new Lines().add("Clock", clock.complaint() + clock.deadline().map(it -> "; deadline " + it).orElse(""))
                .add(MessageWriter.TO_DO, clock.remedy(), clock.remedy().isEmpty()
                        ? Optional.empty()
                        : reader.incident(incident.getId()))
                .made();
    }

    private List<Line> task(KindDetails details, Incident incident) {
        var ids = details.tasks();
        return new Lines().add(ids.size() > 1
                ? "Tasks " + String.join(", ", ids)
                : ("Task " + String.join("", ids))
                        .strip(), details.text("text")).add("Owner", details.text("owner"))
                .add("Due", details.instant("dueAt").map(it -> reader.by(it, now)))
                .add(MessageWriter.WHEN_DONE, "mark it as done: tocsin incident done " + incident.getId() + (ids
                        .size() == 1
                                ? " " + ids.getFirst()
                                : " TASK"), reader.incident(incident.getId()))
                .made();
    }

    private List<Line> said(KindDetails details) {
        var label = notification.getKind() == NotificationKind.UPDATED ? "Update" : "Text";
        return new Lines().paragraph(label, details.text("text")).add("Status", details.text("status")).add("By",
                details
                        .text("by")).made();
    }

    private static List<Line> mitigated(Incident incident) {
        var said = incident.getMitigation();
        return new Lines().paragraph("Done", said.map(Mitigation::getAction)).paragraph("Next steps", said.map(
                Mitigation::getNextSteps)).add("Mitigated after", incident.getMitigatedAt().map(at -> RelativeTimes
                        .length(
                                Duration.between(incident.getRoundStartedAt(), at)))).made();
    }

    private static List<Line> resolved(Incident incident) {
        var said = incident.getResolution();
        var lines = new Lines().paragraph("Cause", said.map(Resolution::getCause)).paragraph("Fix", said.map(
                Resolution::getFix))
                .paragraph("Customer impact", said.map(Resolution::getImpact));
        said.map(Resolution::getReview).filter(it -> !it.isEmpty()).ifPresent(it -> lines.link("Review", "", it));
        return lines.add("Continues in", incident.getMergedInto()).made();
    }

    private static String by(String whom) {
        return whom.isEmpty() ? "" : ", set by " + whom;
    }

    private static String word(IncidentState state) {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
