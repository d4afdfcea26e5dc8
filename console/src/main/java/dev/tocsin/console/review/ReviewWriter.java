package dev.tocsin.console.review;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.console.projection.IncidentFile;
import dev.tocsin.console.review.ReviewDocument.Content;
import dev.tocsin.console.review.ReviewDocument.Part;
import dev.tocsin.event.Incident;
import dev.tocsin.event.UpdateAudience;
import dev.tocsin.policy.model.ReviewPart;

/** Writes the document of an incident by the template of the policy: a pure function of what the log says of it. */
public final class ReviewWriter {

    private final List<ReviewPart> template;
    private final ZoneId zone;

    /** Writes documents with these sections, with times in this zone. */
    public ReviewWriter(List<ReviewPart> template, ZoneId zone) {
        this.template = template.isEmpty() ? ReviewPart.STANDARD : template;
        this.zone = zone;
    }

    /** The document as of a time. */
    public ReviewDocument write(IncidentFile file, Instant now) {
        var incident = file.incident();
        var times = new ReviewTimes(zone);
        var day = times.day(incident.getOpenedAt());
        return new ReviewDocument(incident.getId(), "Incident review: " + day + " " + incident.getTitle(), now, file
                .whole() && file.timelineLeftOut() == 0, template.stream().map(part -> new Part(part.kind().word(), part
                        .heading(), contents(part, file, times), part.ask())).toList());
    }

    private static List<Content> contents(ReviewPart part, IncidentFile file, ReviewTimes times) {
        var log = new ReviewLog(file, times);
        return switch (part.kind()) {
            case SUMMARY -> summary(file.incident(), times, log);
            case IMPACT -> impact(file.incident(), log);
            case TIMELINE -> log.timeline();
            case RESPONSE -> log.response();
            case CLOCKS -> log.clocks(ClockResult.values());
            case CAUSES -> causes(file.incident(), times, log);
            case RESOLUTION -> resolution(file.incident(), log);
            case WENT_WELL -> log.clocks(ClockResult.MET);
            case IMPROVE -> Stream.concat(log.clocks(ClockResult.MISSED, ClockResult.LATE).stream(), log.failures()
                    .stream()).toList();
            case ACTION_ITEMS -> items(part, file.incident());
            case LESSONS, FREE -> List.of();
        };
    }

    private static List<Content> summary(Incident incident, ReviewTimes times, ReviewLog log) {
        var facts = new Facts(snapshot(incident));
        facts.add("Began", times.withZone(began(incident)), log.recordOf("OPENED"));
        var end = incident.getResolvedAt();
        facts.add("Ended", end.map(times::withZone).orElse("not resolved yet"), log.recordOf("RESOLVED"));
        end.ifPresent(at -> facts.add("Duration", ReviewTimes.of(Duration.between(began(incident), at))));
        facts.add("Severity", incident.getSeverity().getId());
        facts.add("Service", Stream.of(incident.getService(), incident.getEnvironment()).filter(it -> !it.isEmpty())
                .collect(Collectors.joining(", ")));
        facts.add("What happened", incident.getSummary());
        facts.add("How it was noticed", incident.getAlerts().stream().map(it -> it.getName() + " (" + it.getSource()
                + ")").distinct().limit(5).collect(Collectors.joining(", ")), log.recordOf("OPENED"));
        incident.getRoles().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(role -> facts.add(capital(
                role.getKey()), role.getValue()));
        facts.add("Rounds", incident.getRound() > 1 ? incident.getRound() + ": it was reopened" : "");
        return facts.all();
    }

    private static List<Content> impact(Incident incident, ReviewLog log) {
        var facts = new Facts(snapshot(incident));
        facts.add("Customers", incident.getResolution().map(it -> it.getImpact()).orElse(""), log.recordOf("RESOLVED"));
        facts.add("Customer-facing", incident.getCustomerFacing() ? "yes" : "no");
        facts.add("Affected services", incident.getAlerts().stream().map(it -> it.getLabels().getOrDefault("service",
                incident.getService())).filter(it -> !it.isEmpty()).distinct().limit(10).collect(Collectors.joining(
                        ", ")));
        facts.add("Alerts", Integer.toString(incident.getAlertsTotal()));
        incident.getUpdates().stream().filter(update -> update.getAudience() != UpdateAudience.INSIDE).forEach(
                update -> facts.add("Told customers", update.getText()));
        return facts.all();
    }

    private static List<Content> causes(Incident incident, ReviewTimes times, ReviewLog log) {
        var facts = new Facts(snapshot(incident));
        facts.add("Cause", incident.getResolution().map(it -> it.getCause()).orElse(""), log.recordOf("RESOLVED"));
        facts.add("Assessment", incident.getAssessment(), log.recordOf("ASSESSED"));
        incident.getSuspects().forEach(suspect -> facts.add("Change shortly before", times.withZone(suspect
                .getChangedAt()) + ", " + suspect.getService() + ", " + suspect.getSummary() + (suspect.getAuthor()
                        .isEmpty() ? "" : ", by " + suspect.getAuthor()), suspect.getChangeId()));
        return facts.all();
    }

    private static List<Content> resolution(Incident incident, ReviewLog log) {
        var facts = new Facts(snapshot(incident));
        facts.add("Mitigation", incident.getMitigation().map(it -> it.getAction()).orElse(""), log.recordOf(
                "MITIGATED"));
        facts.add("Fix", incident.getResolution().map(it -> it.getFix()).orElse(""), log.recordOf("RESOLVED"));
        facts.add("Resolved by", incident.getResolvedBy(), log.recordOf("RESOLVED"));
        return facts.all();
    }

    private static List<Content> items(ReviewPart part, Incident incident) {
        var resolved = incident.getResolvedAt().orElse(incident.getUpdatedAt());
        return incident.getTasks().stream().<Content>map(task -> new Content.Item(task.getDoneAt().isPresent(), task
                .getText(), task.getOwner(), task.getDueAt(), horizon(part.horizons(), resolved, task.getDueAt()), task
                        .getId() + " of " + snapshot(incident))).toList();
    }

    /** The shortest that its date is within; the last where it has none, or a later one. */
    private static String horizon(Map<String, Duration> horizons, Instant from, Optional<Instant> due) {
        var names = new ArrayList<>(horizons.keySet());
        return names.stream().filter(name -> due.filter(at -> !at.isAfter(from.plus(horizons.get(name)))).isPresent())
                .findFirst().orElse(names.isEmpty() ? "" : names.getLast());
    }

    private static Instant began(Incident incident) {
        return incident.getStartedAt().filter(it -> it.isBefore(incident.getOpenedAt())).orElse(incident.getOpenedAt());
    }

    private static String snapshot(Incident incident) {
        return "revision " + incident.getRevision();
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
    }

    /** Facts that are there. */
    private static final class Facts {

        private final List<Content> facts = new ArrayList<>();
        private final String snapshot;

        Facts(String snapshot) {
            this.snapshot = snapshot;
        }

        void add(String label, String text) {
            add(label, text, snapshot);
        }

        void add(String label, String text, String record) {
            if (!text.isBlank()) {
                facts.add(new Content.Fact(label, text, record.isEmpty() ? snapshot : record));
            }
        }

        List<Content> all() {
            return List.copyOf(facts);
        }
    }
}
