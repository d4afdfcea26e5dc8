package dev.tocsin.console.explain;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.INFORMS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.PAGES;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.console.explain.ChainLink.Subjects;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Decision;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.schemas.decision.DecisionKind;
import dev.tocsin.schemas.decision.DecisionKinds;
import dev.tocsin.schemas.incident.Decisions;

/** Makes links of a chain, one function for each type of record. */
final class Links {

    private static final int NO_POLICY = -1;

    private Links() {}

    /** A request of a source. Its body stays in the log: it may contain secrets. */
    static ChainLink of(Found<ReceivedRequest> found) {
        var request = found.value();
        return new ChainLink(request.getId(), request.getReceivedAt(), "receive", request.getFormat(), ADVANCES,
                "Request received.", "from " + request.getSource() + " at " + request.getPath() + ", authenticity "
                        + request.getAuthenticity().name().toLowerCase(Locale.ROOT), "", "", NO_POLICY,
                new Subjects("", "", ""), "", true, found.place());
    }

    /** An alert on the log of its service; empty for other signals, of which a decision tells. */
    static Optional<ChainLink> alert(Found<Signal> found) {
        var signal = found.value();
        return signal.getBody() instanceof Alert alert
                ? Optional.of(new ChainLink(signal.getId(), signal.getReceivedAt(), "signal", word(alert.getStatus()
                        .name()), alert.getStatus() == AlertStatus.FIRING ? ADVANCES : NOTES, "Alert read.", alert
                                .getName() + ": " + alert.getSummary() + (signal.getMoreAlerts().isEmpty()
                                        ? ""
                                        : " (and " + signal.getMoreAlerts().size() + " more)"), "", "", NO_POLICY,
                        new Subjects("", alert.getIdentity(), ""), "", true, found.place()))
                : Optional.empty();
    }

    /** The steps of a decision, in order. */
    static List<ChainLink> decision(Found<Decision> found) {
        var decision = found.value();
        return Decisions.steps(decision).stream().map(step -> {
            var kind = DecisionKinds.find(step.getStage(), step.getOutcome());
            return new ChainLink(decision.getId(), decision.getAt(), step.getStage(), step.getOutcome(), kind.map(
                    DecisionKind::effect).orElse(NOTES), kind.map(DecisionKind::sentence).orElse(
                            "A decision of a newer version of Tocsin."), step.getReason(), kind.map(
                                    DecisionKind::remedy).orElse(""), step.getRuleId(), decision.getPolicyVersion(),
                    new Subjects(step.getIncidentId(), step.getAlertIdentity(), step.getStage().equals("deliver")
                            ? decision.getSignalId()
                            : ""), "", true, found.place());
        }).toList();
    }

    static ChainLink fact(Found<TimelineEntry> found) {
        var fact = found.value();
        return new ChainLink(fact.getId(), fact.getAt(), "timeline", word(fact.getKind().name()), NOTES, "", fact
                .getSummary() + (fact.getActor().isEmpty() ? "" : " (" + fact.getActor() + ")"), "", "", fact
                        .getPolicyVersion(), new Subjects(fact.getIncidentId(), fact.getDetails().getOrDefault("alert",
                                ""), fact.getDetails().getOrDefault("notificationId", fact.getDetails().getOrDefault(
                                        "notification", ""))), fact.getDetails().getOrDefault("target", ""), false,
                found.place());
    }

    /** What the escalator asked the notifier to send. */
    static ChainLink notification(Found<Notification> found, String because) {
        var it = found.value();
        var step = it.getRung() > 0 ? "step " + it.getRung() + " of ladder " + it.getIncident().getLadder() : "";
        var pages = it.getKind() == NotificationKind.PAGE || it.getKind() == NotificationKind.LADDER_EXHAUSTED;
        return new ChainLink(it.getId(), it.getCreatedAt(), "notify", word(it.getKind().name()), pages
                ? PAGES
                : INFORMS, (pages ? "Page for " : "Notification for ") + it.getTarget() + " by channel " + it
                        .getChannel() + ".", join(it.getReason().startsWith(step) ? "" : step, because, it.getReason(),
                                it.getLate()
                                        ? "late, due at " + it.getDueAt()
                                        : ""), "", it.getIncident().getRuleId(), it.getPolicyVersion(), new Subjects(it
                                                .getIncident().getId(), "", it.getId()), it.getTarget(), true, found
                                                        .place());
    }

    /** What came of it at the provider. */
    static ChainLink delivery(Found<Delivery> found) {
        var it = found.value();
        var code = code(it.getOutcome());
        var kind = DecisionKinds.find("deliver", code);
        var sent = it.getOutcome() == DeliveryOutcome.STARTED;
        return new ChainLink(it.getNotificationId(), it.getAt(), "delivery", code, kind.map(DecisionKind::effect)
                .orElse(NOTES), kind.map(DecisionKind::sentence).orElse(sent
                        ? "The message is being sent."
                        : "The message was not sent."), join(
                                "attempt " + it.getAttempt(), it.getReason(), it.getStatus() == 0
                                        ? ""
                                        : "status " + it.getStatus(), it.getReceipt().isEmpty()
                                                ? ""
                                                : "receipt " + it.getReceipt(), it.getRetryAt().map(
                                                        at -> "next attempt at " + at).orElse("")), kind.map(
                                                                DecisionKind::remedy).orElse(""), "", NO_POLICY,
                new Subjects(it.getIncidentId(), "", it.getNotificationId()), it.getTarget(), true, found.place());
    }

    private static String join(String... parts) {
        return String.join("; ", java.util.Arrays.stream(parts).filter(part -> !part.isEmpty()).toList());
    }

    private static String code(DeliveryOutcome outcome) {
        return word(outcome.name());
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
