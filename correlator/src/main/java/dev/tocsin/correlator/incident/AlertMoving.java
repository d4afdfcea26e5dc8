package dev.tocsin.correlator.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Regrouped;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimerKind;
import dev.tocsin.state.Grade;
import dev.tocsin.state.IncidentRow;
import dev.tocsin.state.MemberFace;

/** Moves alerts to a new incident (SPLIT) or to an open one (MOVE). */
final class AlertMoving {

    private AlertMoving() {}

    static IncidentDecision split(CommandContext asked) {
        return AlertSelection.of(asked).map(asked::refuse, chosen -> regroup(asked, chosen, Optional.empty()));
    }

    static IncidentDecision move(CommandContext asked) {
        var to = asked.argument("to");
        if (to.equals(asked.incident().getId())) {
            return asked.refuse("the alerts are already in this incident");
        }
        var other = asked.event().other();
        if (other.isEmpty()) {
            return asked.refuse("to must be the ID of an open incident of the same service");
        }
        var target = other.get();
        if (!target.getIncident().getServiceKey().equals(asked.incident().getServiceKey())) {
            return asked.refuse("incident " + to + " belongs to service " + target.getIncident().getServiceKey()
                    + ": link the two with merge instead");
        }
        if (!IncidentDraft.of(target, asked.occasion()).isActive()) {
            return asked.refuse(over(target));
        }
        return AlertSelection.of(asked).map(asked::refuse, chosen -> regroup(asked, chosen, other));
    }

    /** Why another incident accepts no alerts. */
    static String over(IncidentRow other) {
        var incident = other.getIncident();
        return "incident " + incident.getId() + (incident.getState() == IncidentState.CLOSED
                ? " is closed"
                : " is already resolved by " + incident.getResolvedBy());
    }

    private static IncidentDecision regroup(CommandContext asked, List<IncidentAlert> chosen,
            Optional<IncidentRow> known) {
        var source = asked.draft();
        var target = known.map(row -> IncidentDraft.of(row, asked.occasion())).orElseGet(() -> beside(asked, chosen));
        var identities = chosen.stream().map(IncidentAlert::getIdentity).collect(Collectors.toCollection(
                TreeSet::new));
        for (var member : chosen) {
            var rank = Merging.rank(member);
            var face = source.faces.find(member.getIdentity());
            // It was counted there once, before it went to the other by itself.
            Members.find(target.incident.getAlerts(), member.getIdentity()).ifPresent(was -> target.grades.leave(Merging
                    .rank(was), Members.isFiring(was)));
            target.grades.arrive(face.map(MemberFace::getLook).orElseGet(() -> face(source.grades.at(rank)
                    .orElseThrow(), member, identities)), 1, Members.isFiring(member) ? 1 : 0);
            source.grades.leave(rank, Members.isFiring(member));
            face.ifPresent(target.faces::put);
            source.unface(member.getIdentity());
        }
        target.faces.foremost().forEach(target.grades::look);
        var kind = known.isPresent() ? FactKind.MOVED : FactKind.SPLIT;
        var details = asked.details(Map.of("from", asked.incident().getId(), "into", target.incident.getId(), "alerts",
                Opening.named(chosen), "total", Integer.toString(chosen.size())));
        takeFrom(source, identities);
        takeIn(target, chosen, known.isPresent());
        target.remember(asked.command().getId());
        source.fact(kind, asked.sentence(Map.of("into", target.incident.getId(), "total", Integer.toString(chosen
                .size()))), asked.actor(), details);
        target.fact(kind, asked.actor() + " moved alerts here from incident " + asked.incident().getId() + " ("
                + asked.incident().getTitle() + "); alerts moved: " + chosen.size(), asked.actor(), details);
        derive(source);
        derive(target);
        AcknowledgementRules.prolong(source);
        AcknowledgementRules.prolong(target);
        return new Regrouped(Merging.part(Optional.of(asked.row()), source), Merging.part(known, target), identities,
                known.isPresent() ? "moved" : "split", "requested by " + asked.actor());
    }

    /** Creates an incident in the same state as the old one, so that the split pages nobody. */
    private static IncidentDraft beside(CommandContext asked, List<IncidentAlert> chosen) {
        var was = asked.incident();
        var draft = IncidentDraft.opening(asked.occasion());
        var key = was.getCorrelationKey() + " split " + asked.occasion().signalId();
        var state = was.getState() == IncidentState.UNKNOWN ? IncidentState.OPEN : was.getState();
        draft.row.setResolves(asked.row().getResolves()).setLowers(asked.row().getLowers())
                .setQuietTimeMillis(asked.row().getQuietTimeMillis())
                .setReopenWindowMillis(asked.row().getReopenWindowMillis())
                .setJoinWindowMillis(asked.row().getJoinWindowMillis().orElse(null));
        was.getSnoozedUntil().ifPresent(until -> draft.dues.set(TimerKind.SNOOZE_OVER, until));
        asked.row().getInactivityMillis().ifPresent(silent -> {
            draft.row.setInactivityMillis(silent);
            draft.dues.set(TimerKind.INACTIVITY, asked.occasion().now().plusMillis(silent));
        });
        asked.row().getMaxAgeMillis().ifPresent(age -> {
            draft.row.setMaxAgeMillis(age);
            draft.dues.set(TimerKind.MAX_AGE, asked.occasion().now().plusMillis(age));
        });
        draft.incident.setId(IncidentIds.opened(asked.occasion().serviceKey(), key, asked.occasion().signalId()))
                .setServiceKey(was.getServiceKey()).setCorrelationKey(key).setState(state).setRound(1)
                .setRoundStartedAt(asked.occasion().now()).setOpenedAt(joinedFirst(chosen)).setAlerts(List.of())
                .setLinks(was.getLinks()).setLabels(new TreeMap<>(chosen.getFirst().getLabels()))
                .setAcknowledgedAt(was.getAcknowledgedAt().orElse(null)).setAcknowledgedBy(was.getAcknowledgedBy())
                .setSnoozedUntil(was.getSnoozedUntil().orElse(null))
                .setMitigatedAt(was.getMitigatedAt().orElse(null)).setMitigatedBy(was.getMitigatedBy())
                .setMitigation(was.getMitigation().orElse(null)).setAcknowledgements(was.getAcknowledgements())
                .setAssessedAt(was.getAssessedAt().orElse(null)).setAssessedBy(was.getAssessedBy())
                .setAssessment(was.getAssessment())
                .setConfidential(was.getConfidential()).setCustomerFacing(was.getCustomerFacing())
                .setSecurity(was.getSecurity()).setTakers(was.getTakers()).setRoles(was.getRoles()).setSeverity(was
                        .getSeverity());
        return draft;
    }

    /**
     * What its members of that severity look like; by the moved one itself, if the alert that they look like stays behind.
     */
    private static Grade face(Grade grade, IncidentAlert member, Set<String> moved) {
        return moved.contains(grade.getAlert())
                ? grade
                : Grade.newBuilder(grade).setAlert(member.getIdentity()).setTitle(member.getSummary()).setSummary("")
                        .build();
    }

    private static void takeFrom(IncidentDraft source, Set<String> identities) {
        var rest = source.incident.getAlerts().stream().filter(member -> !identities.contains(member.getIdentity()))
                .toList();
        source.show(rest);
        if (source.incident.getRound() == 1 && !rest.isEmpty()) {
            source.incident.setOpenedAt(joinedFirst(rest));
        }
        if (source.grades.total() == rest.size()) {
            source.incident.setLabels(Members.allShare(rest));
        }
        source.row.setPlaced(source.row.getPlaced().stream().filter(each -> !identities.contains(each)).toList());
    }

    private static void takeIn(IncidentDraft target, List<IncidentAlert> chosen, boolean known) {
        var shown = new ArrayList<>(target.incident.getAlerts());
        shown.removeIf(member -> chosen.stream().anyMatch(one -> one.getIdentity().equals(member.getIdentity())));
        target.show(Members.together(shown, chosen));
        for (var member : chosen) {
            target.incident.setLabels(Members.shared(target.incident.getLabels(), member.getLabels()));
        }
        if (known && joinedFirst(chosen).isBefore(target.incident.getOpenedAt())) {
            target.incident.setOpenedAt(joinedFirst(chosen));
        }
        target.place(chosen.stream().map(IncidentAlert::getIdentity).toList());
        target.row.setLastJoined(chosen.getLast().getIdentity());
    }

    private static void derive(IncidentDraft draft) {
        if (draft.incident.getRevision() == 0) {
            draft.grades.worst(draft.row.getLowers()).or(() -> draft.grades.worst(false)).ifPresent(draft::wear);
            TitleAndSummary.follow(draft);
        } else {
            IncidentSeverity.derive(draft);
        }
        AlertResolving.settle(draft);
    }

    private static Instant joinedFirst(List<IncidentAlert> members) {
        return members.stream().map(IncidentAlert::getJoinedAt).min(Instant::compareTo).orElseThrow();
    }
}
