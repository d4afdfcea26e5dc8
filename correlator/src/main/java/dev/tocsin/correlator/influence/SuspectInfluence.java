package dev.tocsin.correlator.influence;

import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.bulletin.Bulletins;
import dev.tocsin.correlator.bulletin.ChangeBulletin;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.Change;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;

/** Changes: recent ones of the incident's service or a nearby one become suspect changes. */
final class SuspectInfluence implements Influence {

    private final BulletinRows news;
    private final LocalIncidents own;

    SuspectInfluence(BulletinRows news, LocalIncidents own) {
        this.news = news;
        this.own = own;
    }

    @Override
    public void place(InfluenceDraft place, ChangedIncident setting) {
        if (place.standsAlone() || news.changes.isEmpty() || !(looksAgain(setting) || setting.begins())) {
            return;
        }
        var handling = setting.handling();
        place.suspects(Suspects.of(setting.incident(), news.changes, handling.services(), handling.lookBack()));
    }

    /** Nothing happened to the incident itself: it is looked at since something was heard. */
    private static boolean looksAgain(ChangedIncident setting) {
        return setting.before().filter(was -> was.getIncident().getRevision() == setting.incident().getRevision())
                .isPresent();
    }

    @Override
    public Optional<InfluenceUpdate> hear(Signal signal, CompiledPolicy policy, DecisionContext occasion) {
        return switch (signal.getBody()) {
            case Change change -> Optional.of(changed(change, policy, occasion));
            case Bulletin bulletin when bulletin.getKind() == BulletinKind.CHANGE_SEEN -> Optional.of(news.changes
                    .isKnown(bulletin.getSubject())
                            ? known(bulletin.getSubject())
                            : changed(bulletin, policy, occasion));
            default -> Optional.empty();
        };
    }

    private InfluenceUpdate changed(Change change, CompiledPolicy policy, DecisionContext occasion) {
        if (news.changes.isKnown(change.getId())) {
            return known(change.getId());
        }
        var service = policy.policy().serviceLabels().stream().map(label -> change.getLabels().getOrDefault(label, ""))
                .filter(value -> !value.isBlank()).findFirst().orElse(occasion.serviceKey());
        var bulletin = Bulletins.changeSeen(change, service, occasion);
        var heard = changed(bulletin, policy, occasion);
        return policy.policy().handling().services().isConnected(service)
                ? heard.tell(List.of(Bulletins.forEverybody(bulletin, occasion)))
                : heard;
    }

    private InfluenceUpdate changed(Bulletin bulletin, CompiledPolicy policy, DecisionContext occasion) {
        var handling = policy.policy().handling();
        var change = ChangeBulletin.of(bulletin);
        var oldest = occasion.now().minus(handling.lookBack()).minus(Changes.SLACK);
        return InfluenceUpdate.of("change " + change.id() + " of " + change.service(), own.ofServices(
                service -> Suspects.distance(handling.services(), service, change.service()).isPresent()))
                .keeping(List.of(news.keep(bulletin), new Effect.Then(() -> news.changesOver(oldest))));
    }

    private static InfluenceUpdate known(String changeId) {
        return InfluenceUpdate.of("change " + changeId + " is already known");
    }
}
