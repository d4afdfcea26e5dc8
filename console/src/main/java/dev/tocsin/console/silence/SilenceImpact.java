package dev.tocsin.console.silence;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.suppress.Silence;

/** Finds the open incidents that a silence would hide now, to warn before the worst are hidden. */
final class SilenceImpact {

    private static final int NAMED = 3;
    private static final int ENOUGH_TO_TELL = 3;
    private static final Comparator<IncidentHeadline> WORST_FIRST = Comparator.<IncidentHeadline>comparingInt(
            incident -> incident
                    .description().severityRank()).thenComparing(incident -> incident.milestones().openedAt());

    private SilenceImpact() {}

    /**
     * Open incidents with at least one matching firing alert, worst first. The check uses the alert fields that an incident keeps:
     * labels, name, summary and source, not values and annotations.
     */
    static List<IncidentHeadline> by(Silence silence, List<Incident> incidents, Instant at) {
        return incidents.stream().filter(incident -> !IncidentHeadline.of(incident).isOver()).filter(
                incident -> incident
                        .getAlerts().stream().anyMatch(alert -> alert.getStatus() == AlertStatus.FIRING && matches(
                                silence,
                                incident, alert, at)))
                .map(IncidentHeadline::of).sorted(WORST_FIRST).toList();
    }

    /**
     * A warning about hidden incidents of the worst severity; empty if there are none.
     *
     * @param worstRank
     *            rank of the policy's worst severity
     */
    static Optional<String> warning(List<IncidentHeadline> hidden, int worstRank, boolean cleared) {
        var worst = hidden.stream().filter(incident -> incident.description().severityRank() <= worstRank).toList();
        if (worst.isEmpty()) {
            return Optional.empty();
        }
        var names = worst.stream().limit(NAMED).map(incident -> incident.confidential() && !cleared
                ? incident.redacted()
                : incident).map(incident -> incident.description()).map(each -> each.service() + ": " + each.title())
                .toList();
        return Optional.of("This hides alerts of " + worst.size() + (worst.size() == 1
                ? " open incident"
                : " open incidents") + " of the worst severity, " + worst.getFirst().description().severity() + ": "
                + String.join("; ", names) + (worst.size() > NAMED ? "; and " + (worst.size() - NAMED) + " more" : ""));
    }

    /** Number of firing alerts of open incidents that the silence hides. */
    static int alerts(Silence silence, List<Incident> incidents, Instant at) {
        return (int) incidents.stream().filter(incident -> !IncidentHeadline.of(incident).isOver()).flatMap(
                incident -> incident.getAlerts().stream().filter(alert -> alert.getStatus() == AlertStatus.FIRING
                        && matches(silence, incident, alert, at)))
                .count();
    }

    /** A warning if the silence hides all open incidents; empty otherwise, or if too few are open to tell. */
    static Optional<String> all(List<IncidentHeadline> hidden, int open) {
        return hidden.size() < open || open < ENOUGH_TO_TELL
                ? Optional.empty()
                : Optional.of("This hides alerts of all " + open + " open incidents.");
    }

    private static boolean matches(Silence silence, Incident incident, IncidentAlert member, Instant at) {
        return (silence.services().isEmpty() || silence.services().contains(incident.getService())) && silence.when()
                .judge(new AlertFacts(alert(member), incident.getService(), at)) instanceof Judgement.Yes;
    }

    private static Alert alert(IncidentAlert member) {
        return Alert.newBuilder().setIdentity(member.getIdentity()).setSource(member.getSource()).setFormat("")
                .setStatus(member.getStatus()).setName(member.getName()).setSummary(member.getSummary()).setLabels(
                        member.getLabels()).setStartsAt(member.getSince()).setReceivedId("").build();
    }

    /** Rank of the worst severity. */
    static int worstRank(List<Severity> severities) {
        return severities.stream().mapToInt(Severity::getRank).min().orElse(1);
    }
}
