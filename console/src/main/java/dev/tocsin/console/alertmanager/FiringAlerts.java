package dev.tocsin.console.alertmanager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.classify.Sha256;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.suppress.Silence;
import dev.tocsin.policy.suppress.SilenceReading;

/**
 * The firing alerts that the console knows: the shown members of incidents that it keeps in full. An alert that no incident
 * counts, because it was silenced before it could join one or waits for a threshold, is not among them.
 *
 * @param cleared
 *            whether members of confidential incidents are shown
 */
record FiringAlerts(Projection projection, CompiledPolicy policy, Instant now, boolean cleared) {

    /** What Alertmanager writes where a sender gives no end. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int DIGITS = 16;

    /** The shown firing alerts of one incident. */
    record Group(Incident incident, List<ApiAlert> alerts) {}

    /** All that have an alert, in the order of their ids. */
    List<Group> groups() {
        var silences = silences();
        return projection.snapshots().stream().filter(incident -> incident.getMergedInto().isEmpty() && (cleared
                || !incident.getConfidential())).sorted(Comparator.comparing(Incident::getId)).map(
                        incident -> new Group(incident, incident.getAlerts().stream().filter(member -> member
                                .getStatus() == AlertStatus.FIRING).map(member -> alert(incident, member, silences))
                                .toList())).filter(group -> !group.alerts().isEmpty()).toList();
    }

    private List<Silence> silences() {
        var ours = projection.silences().stream().map(policy::silence).flatMap(
                reading -> reading instanceof SilenceReading.Ready(var ready) ? Stream.of(ready) : Stream.empty());
        return Stream.concat(ours, policy.policy().handling().silences().stream()).filter(silence -> silence.holdsAt(
                now)).toList();
    }

    private ApiAlert alert(Incident incident, IncidentAlert member, List<Silence> silences) {
        var silencedBy = silences.stream().filter(silence -> hides(silence, incident, member)).map(Silence::id)
                .sorted().toList();
        var inhibitedBy = new ArrayList<String>();
        if (silencedBy.isEmpty() && !incident.getSuppressedBy().isEmpty()) {
            inhibitedBy.add(incident.getSuppressedBy());
        }
        var state = silencedBy.isEmpty() && inhibitedBy.isEmpty() ? "active" : "suppressed";
        return new ApiAlert(new TreeMap<>(member.getLabels()), annotations(incident, member), List.of(
                new ApiAlert.Receiver(incident.getLadder())), fingerprint(member.getIdentity()), member.getSince(),
                incident.getUpdatedAt(), now.plus(AHEAD), link(incident), new ApiAlert.Status(state, silencedBy, List
                        .copyOf(inhibitedBy), List.of()));
    }

    private boolean hides(Silence silence, Incident incident, IncidentAlert member) {
        var alert = Alert.newBuilder().setIdentity(member.getIdentity()).setSource(member.getSource()).setFormat("")
                .setStatus(member.getStatus()).setName(member.getName()).setSummary(member.getSummary()).setLabels(
                        member.getLabels()).setStartsAt(member.getSince()).setReceivedId("").build();
        return (silence.services().isEmpty() || silence.services().contains(incident.getService())) && silence.when()
                .judge(new AlertFacts(alert, incident.getService(), now)) instanceof Judgement.Yes;
    }

    private static Map<String, String> annotations(Incident incident, IncidentAlert member) {
        var annotations = new TreeMap<>(Map.of("summary", member.getSummary(), "tocsin_incident", incident.getId(),
                "tocsin_severity", incident.getSeverity().getId(), "tocsin_state", incident.getState().name()));
        if (!incident.getRunbook().isEmpty()) {
            annotations.put("runbook_url", incident.getRunbook());
        }
        return annotations;
    }

    private String link(Incident incident) {
        return policy.policy().console().map(address -> (address.endsWith("/") ? address : address + "/")
                + "?incident=" + incident.getId()).orElse("");
    }

    private static String fingerprint(String identity) {
        return Sha256.hex(identity).substring(0, DIGITS);
    }
}
