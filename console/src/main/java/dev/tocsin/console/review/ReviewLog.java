package dev.tocsin.console.review;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.console.api.view.ClockView;
import dev.tocsin.console.projection.DeliveryAttempt;
import dev.tocsin.console.projection.InboxMessage;
import dev.tocsin.console.projection.IncidentFile;
import dev.tocsin.console.review.ReviewDocument.Content;
import dev.tocsin.console.review.ReviewDocument.Row;
import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.StepDone;
import dev.tocsin.event.TimelineEntry;

/** What the log says of an incident, as sections of a document show it. */
final class ReviewLog {

    /** What the sections on response and clocks show, and what says nothing of the incident itself. */
    private static final Set<FactKind> ELSEWHERE = Set.of(FactKind.TOLD, FactKind.DELIVERED, FactKind.DELIVERY_FAILED,
            FactKind.CLOCK_STARTED, FactKind.CLOCK_CANCELLED, FactKind.CLOCK_WARNED, FactKind.ALERT_CHANGED,
            FactKind.LADDER_STARTED, FactKind.LADDER_STOPPED, FactKind.UPDATE_DUE);
    private static final Set<NotificationKind> PAGES = Set.of(NotificationKind.PAGE, NotificationKind.LADDER_EXHAUSTED,
            NotificationKind.PAGE_MISSED);

    private final IncidentFile file;
    private final ReviewTimes times;

    ReviewLog(IncidentFile file, ReviewTimes times) {
        this.file = file;
        this.times = times;
    }

    /** Id of the last entry of a kind; empty where there is none. */
    String recordOf(String kind) {
        return file.timeline().stream().filter(it -> it.getKind().name().equals(kind)).reduce((first, last) -> last)
                .map(TimelineEntry::getId).orElse("");
    }

    List<Content> timeline() {
        var rows = file.timeline().stream().filter(it -> !ELSEWHERE.contains(it.getKind())).map(it -> new Row(List.of(
                times.minute(it.getAt()), it.getSummary(), it.getActor()), it.getId())).toList();
        var missing = file.whole() && file.timelineLeftOut() == 0
                ? Stream.<Content>empty()
                : Stream.<Content>of(new Content.Note((file.timelineLeftOut() > 0
                        ? file.timelineLeftOut() + " entries are"
                        : "Earlier entries are") + " not held by the console; tocsin.timeline has them under the key "
                        + file.incident().getServiceKey() + "."));
        return Stream.concat(missing, Stream.of(new Content.Table("", List.of("Time", "What happened", "Who"), rows)))
                .toList();
    }

    List<Content> response() {
        var pages = file.messages().stream().filter(it -> PAGES.contains(it.kind())).map(this::page).toList();
        var acknowledged = file.incident().getAcknowledgements().stream().map(it -> new Row(List.of(it.getBy(), times
                .minute(it.getAt()), ReviewTimes.of(Duration.between(file.incident().getRoundStartedAt(), it.getAt())),
                it.getVia()), recordOf("ACKNOWLEDGED"))).toList();
        var steps = steps();
        return Stream.concat(Stream.of(new Content.Table("Pages", List.of("Paged", "By", "At", "Arrived",
                "Acknowledged"), pages), new Content.Table("Acknowledgements", List.of("By", "At", "After", "From"),
                        acknowledged)), steps.isEmpty()
                                ? Stream.<Content>empty()
                                : Stream.of(new Content.Table("Steps of the runbook", List.of("Step", "By", "At"),
                                        steps))).toList();
    }

    /** Those of the last runbook, and completed ones of others. */
    private List<Row> steps() {
        var done = file.incident().getStepsDone().stream().collect(Collectors.toMap(StepDone::getText, it -> it, (first,
                second) -> first, LinkedHashMap::new));
        return Stream.concat(file.incident().getSteps().stream(), done.keySet().stream()).distinct().map(
                text -> Optional
                        .ofNullable(done.get(text)).map(it -> new Row(List.of(text, it.getBy(), times.minute(it
                                .getAt())),
                                recordOfStep(text))).orElse(new Row(List.of(text, "not completed", ""), recordOfStep(
                                        text)))).toList();
    }

    private String recordOfStep(String text) {
        return file.timeline().stream().filter(it -> it.getKind() == FactKind.STEP_DONE && text.equals(it.getDetails()
                .get("text"))).reduce((first, last) -> last).map(TimelineEntry::getId).orElse("revision " + file
                        .incident()
                        .getRevision());
    }

    private Row page(InboxMessage message) {
        return new Row(List.of(message.recipient().target(), message.recipient().channel(), times.minute(message
                .schedule().createdAt()) + (message.schedule().late() ? " (late)" : ""), message.delivery().map(
                        this::arrived).orElse("not sent yet"), acknowledged(message)), message.id());
    }

    private String arrived(DeliveryAttempt attempt) {
        return attempt.outcome() == DeliveryOutcome.DELIVERED
                ? times.minute(attempt.at())
                : attempt.outcome().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ": " + attempt
                        .reason();
    }

    private String acknowledged(InboxMessage message) {
        return file.incident().getAcknowledgements().stream().filter(it -> it.getBy().equalsIgnoreCase(message
                .recipient().target())).map(Acknowledgement::getAt).min(Instant::compareTo).map(times::minute).orElse(
                        "");
    }

    /** The clocks with one of these results. */
    List<Content> clocks(ClockResult... results) {
        var wanted = Set.copyOf(Arrays.asList(results));
        var rows = ClockView.of(file.timeline()).stream().filter(it -> wanted.contains(ClockResult.of(it.state()))).map(
                it -> new Row(List.of(it.phase(), ClockResult.of(it.state()).words(), it.dueAt().map(times::minute)
                        .orElse(""), it.summary()), recordOf(it))).toList();
        return rows.isEmpty()
                ? List.of()
                : List.of(new Content.Table("", List.of("Clock", "Result", "Due", "What happened"), rows));
    }

    private String recordOf(ClockView clock) {
        return file.timeline().stream().filter(it -> it.getAt().equals(clock.changedAt()) && it.getSummary().equals(
                clock.summary())).findFirst().map(TimelineEntry::getId).orElse("");
    }

    /** Messages that did not arrive. */
    List<Content> failures() {
        var rows = file.messages().stream().filter(it -> it.delivery().map(DeliveryAttempt::outcome).filter(
                it2 -> it2 == DeliveryOutcome.REJECTED || it2 == DeliveryOutcome.GAVE_UP).isPresent()).map(
                        it -> new Row(
                                List.of(it.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), it
                                        .recipient()
                                        .target(), it.recipient().channel(), it.delivery().orElseThrow()
                                                .reason()), it.id())).toList();
        return rows.isEmpty()
                ? List.of()
                : List.of(new Content.Table("Messages that did not arrive", List.of("Kind", "To", "By", "Why"), rows));
    }
}
