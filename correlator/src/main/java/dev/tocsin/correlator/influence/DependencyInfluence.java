package dev.tocsin.correlator.influence;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.correlator.bulletin.Bulletins;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.IncidentRow;

/** Dependencies: an incident of a required service becomes the parent, and with {@code fold} is paged for both. */
final class DependencyInfluence implements Influence {

    private final BulletinRows news;
    private final LocalIncidents own;
    private final Function<String, Optional<IncidentRow>> incidents;

    DependencyInfluence(BulletinRows news, LocalIncidents own, Function<String, Optional<IncidentRow>> incidents) {
        this.news = news;
        this.own = own;
        this.incidents = incidents;
    }

    @Override
    public void place(InfluenceDraft place, ChangedIncident setting) {
        if (place.standsAlone() || place.hasParent() || !setting.row().getParentSetBy().isEmpty()) {
            return;
        }
        var incident = setting.incident();
        var handling = setting.handling();
        var parent = IncidentQueries.isApart(incident)
                ? Optional.<ParentCandidate>empty()
                : ParentCandidate.of(incident, news.neighbours, handling.services());
        place.parent(parent.map(ParentCandidate::link).orElse(ParentLink.NONE));
        parent.filter(found -> handling.foldsDependents() && found.isAtLeastAsBadAs(incident))
                .ifPresent(found -> place.hold("folded under incident " + found.incident().id() + " of " + found
                        .incident().service() + ", " + found.reason()));
    }

    @Override
    public List<Effect> tell(ChangedIncident setting) {
        return setting.ownStorm().isPresent()
                ? List.of()
                : told(setting).<Effect>map(Effect.Log::new).stream().toList();
    }

    private Optional<Signal> told(ChangedIncident setting) {
        var after = setting.incident();
        var graph = setting.handling().services();
        var wasOpen = setting.before().map(IncidentRow::getIncident).filter(incident -> !IncidentQueries.isOver(
                incident)
                && !IncidentQueries.isApart(incident));
        if (IncidentQueries.isOver(after) || IncidentQueries.isApart(after)) {
            return wasOpen.filter(_ -> graph.isConnected(after.getService()) || news.neighbours.find(after.getId())
                    .isPresent()).map(_ -> Bulletins.incidentOver(after, setting.occasion()));
        }
        var same = wasOpen.filter(was -> was.getSeverity().getRank() == after.getSeverity().getRank()
                && was.getService().equals(after.getService()));
        return same.isEmpty() && graph.isConnected(after.getService())
                ? Optional.of(Bulletins.incidentOpen(after, setting.occasion()))
                : Optional.empty();
    }

    @Override
    public Optional<InfluenceUpdate> hear(Signal signal, CompiledPolicy policy, DecisionContext occasion) {
        return switch (signal.getBody()) {
            case PolicyActivated _ -> Optional.of(InfluenceUpdate.of("").tell(untold(policy, occasion)));
            case Bulletin bulletin -> hear(bulletin, policy);
            default -> Optional.empty();
        };
    }

    private Optional<InfluenceUpdate> hear(Bulletin bulletin, CompiledPolicy policy) {
        var what = "incident " + bulletin.getSubject() + " of " + bulletin.getService();
        return switch (bulletin.getKind()) {
            case INCIDENT_OPEN -> {
                var graph = policy.policy().handling().services();
                yield Optional.of(InfluenceUpdate.of(what + " is open", own.ofServices(service -> graph.needs(service,
                        bulletin
                                .getService()))).keeping(news.keep(bulletin)));
            }
            case INCIDENT_OVER -> Optional.of(InfluenceUpdate.of(what + " ended", own.those(each -> each.parentId()
                    .equals(
                            bulletin.getSubject()))).keeping(news.incidentOver(bulletin.getSubject()).stream()
                                    .toList()));
            default -> Optional.empty();
        };
    }

    /** By another policy, incidents may have neighbours that have not heard of them. */
    private List<Signal> untold(CompiledPolicy policy, DecisionContext occasion) {
        var graph = policy.policy().handling().services();
        return own.stream().filter(each -> graph.isConnected(each.service()) && news.neighbours.find(each.id())
                .isEmpty()).flatMap(each -> incidents.apply(each.id()).stream())
                .map(IncidentRow::getIncident).filter(incident -> !IncidentQueries.isApart(incident))
                .map(incident -> Bulletins.incidentOpen(incident, occasion)).toList();
    }
}
