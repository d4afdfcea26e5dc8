package dev.tocsin.correlator.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Part;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Regrouped;
import dev.tocsin.correlator.incident.member.Members;
import dev.tocsin.correlator.incident.member.MembersBySeverity;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.state.IncidentRow;

/** Merges an incident into another of the same service; one of another service becomes its parent. */
final class Merging {

    private Merging() {}

    static IncidentDecision merge(CommandContext asked) {
        var into = asked.argument("into");
        if (!IncidentIds.isId(into)) {
            return asked.refuse("into must be the ID of another incident");
        }
        if (into.equals(asked.incident().getId())) {
            return asked.refuse("cannot merge an incident into itself");
        }
        var other = asked.event().other();
        var elsewhere = other.map(row -> !row.getIncident().getServiceKey().equals(asked.incident().getServiceKey()))
                .orElseGet(() -> !IncidentIds.isOf(asked.incident().getServiceKey(), into));
        if (elsewhere) {
            return link(asked, into);
        }
        return other.map(row -> IncidentDraft.of(row, asked.occasion()).isActive()
                ? merge(asked, row)
                : asked.refuse(AlertMoving.over(row)))
                .orElseGet(() -> asked.refuse("no open incident " + into));
    }

    /** Each service has a log of its own, so its alerts stay where they are. */
    private static IncidentDecision link(CommandContext asked, String parent) {
        if (asked.incident().getParentId().equals(parent)) {
            return asked.refuse("incident " + parent + " is already its parent");
        }
        var draft = asked.draft();
        var reason = asked.actor() + " linked the incident to a parent of another service";
        draft.incident.setParentId(parent).setParentReason(reason);
        draft.row.setParentSetBy(asked.actor()).setParentStorm("");
        draft.fact(FactKind.LINKED, reason, asked.actor(), asked.details(Map.of("parent", parent)));
        return asked.done(draft, "linked");
    }

    private static IncidentDecision merge(CommandContext asked, IncidentRow other) {
        var from = asked.incident();
        var into = other.getIncident();
        var details = asked.details(Map.of("from", from.getId(), "into", into.getId(), "alerts", Opening.named(from
                .getAlerts()), "total", Integer.toString(from.getAlertsTotal())));
        var moved = from.getAlerts().stream().map(IncidentAlert::getIdentity).collect(Collectors.toSet());

        var gone = asked.draft();
        gone.fact(FactKind.MERGED, asked.sentence(Map.of("title", into.getTitle())), asked.actor(), details);
        empty(gone, asked, into);

        var survivor = IncidentDraft.of(other, asked.occasion());
        survivor.row.setAppliedCommands(IncidentDraft.last(100, asked.row().getAppliedCommands(), survivor.row
                .getAppliedCommands()));
        survivor.remember(asked.command().getId());
        survivor.fact(FactKind.MERGED, asked.actor() + " merged incident " + from.getId() + " (" + from.getTitle()
                + ") into this incident; alerts moved: " + from.getAlertsTotal(), asked.actor(), details);
        takeIn(survivor, asked.row());
        AcknowledgementRules.prolong(survivor);
        return new Regrouped(part(Optional.of(asked.row()), gone), part(Optional.of(other), survivor), moved, "merged",
                "requested by " + asked.actor());
    }

    private static void empty(IncidentDraft gone, CommandContext asked, Incident into) {
        gone.dues.cancelAll();
        gone.row.setGrades(List.of()).setMergedRound(into.getRound()).setAbsorbed(List.of()).setPlaced(List.of())
                .setWords(List.of());
        gone.grades.clear();
        gone.faces.clear();
        gone.show(List.of());
        gone.incident.setState(IncidentState.CLOSED).setMergedInto(into.getId()).setQuietUntil(null)
                .setSnoozedUntil(null).setAcknowledgedUntil(null).setResolvedAt(asked.occasion().now())
                .setResolvedBy(asked.actor()).setTasks(asked.incident().getTasks().stream().filter(task -> !FollowUps
                        .isUndone(task)).toList());
        ClockPausing.end(gone);
    }

    private static void takeIn(IncidentDraft survivor, IncidentRow gone) {
        var from = gone.getIncident();
        var now = survivor.incident;
        var both = survivor.grades.total() > 0;
        // An alert that moved from the one to the other by itself is shown by both, and is a member of the latter only.
        var shownByBoth = from.getAlerts().stream().filter(member -> now.getAlerts().stream()
                .anyMatch(other -> other.getIdentity().equals(member.getIdentity()))).toList();
        var arriving = MembersBySeverity.of(gone.getGrades());
        shownByBoth.forEach(member -> arriving.leave(rank(member), Members.isFiring(member)));
        arriving.list().forEach(grade -> survivor.grades.arrive(grade, grade.getTotal(), grade.getFiring()));
        gone.getFaces().stream().filter(face -> survivor.faces.find(face.getLook().getAlert()).isEmpty()).forEach(
                survivor.faces::put);
        survivor.faces.foremost().forEach(survivor.grades::look);
        survivor.heardMissing(from.getTruncatedAlerts());
        survivor.show(Members.together(now.getAlerts(), from.getAlerts()));
        now.setLabels(both ? Members.shared(now.getLabels(), from.getLabels()) : new TreeMap<>(from.getLabels()))
                .setLinks(Members.links(now.getLinks(), from.getLinks()))
                .setOpenedAt(earlier(now.getOpenedAt(), from.getOpenedAt()))
                .setCustomerFacing(now.getCustomerFacing() || from.getCustomerFacing())
                .setSecurity(now.getSecurity() || from.getSecurity());
        if (survivor.row.getConfidentialSetBy().isEmpty()) {
            now.setConfidential(now.getConfidential() || from.getConfidential());
        }
        var roles = new TreeMap<>(from.getRoles());
        roles.putAll(now.getRoles());
        now.setTakers(RouteTakers.united(now.getTakers(), from.getTakers(), survivor.occasion.now()));
        now.setRoles(roles).setTasks(FollowUps.inherited(now.getTasks(), from.getTasks()));
        survivor.row.setAbsorbed(Stream.of(survivor.row.getAbsorbed(), gone.getAbsorbed(), List.of(from.getId()))
                .flatMap(List::stream).distinct().toList());
        survivor.place(gone.getPlaced());
        IncidentSeverity.derive(survivor);
        AlertResolving.settle(survivor);
    }

    static int rank(IncidentAlert member) {
        return member.getSeverity().map(severity -> severity.getRank()).orElse(0);
    }

    static Part part(Optional<IncidentRow> before, IncidentDraft draft) {
        var changed = draft.changed("", "");
        return new Part(before, changed.row(), changed.facts());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
