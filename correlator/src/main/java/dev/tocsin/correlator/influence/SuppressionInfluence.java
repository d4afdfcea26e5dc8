package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.incident.TitleAndSummary;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.TimerFired;
import dev.tocsin.policy.CompiledPolicy;

/** Silences, maintenance and inhibitions: while they suppress all members of an incident, its pages are suppressed. */
final class SuppressionInfluence implements Influence {

    private static final String JUDGED = "open incidents checked against silences";

    private final SuppressedIncidents silenced;

    SuppressionInfluence(SuppressedIncidents silenced) {
        this.silenced = silenced;
    }

    @Override
    public void place(InfluenceDraft place, ChangedIncident setting) {
        var held = silenced.held(setting.incident(), setting.policy(), setting.now());
        place.appear(TitleAndSummary.silencing(setting.row(), held.alerts(), setting.occasion()));
        place.hold(held.by());
        place.held(held.alerts().size());
    }

    @Override
    public List<Effect> tell(ChangedIncident setting) {
        return silenced.took(setting.incident(), setting.policy(), setting.now());
    }

    @Override
    public Optional<InfluenceUpdate> hear(Signal signal, CompiledPolicy policy, DecisionContext occasion) {
        return switch (signal.getBody()) {
            case SilenceSet _ -> Optional.of(again(JUDGED, policy, occasion));
            case TimerFired timer when SuppressedIncidents.isOwn(timer) -> Optional.of(again(JUDGED, policy, occasion));
            case PolicyActivated _ -> Optional.of(again("open incidents checked against the new policy", policy,
                    occasion));
            case Bulletin bulletin -> switch (bulletin.getKind()) {
                case SOURCE_FIRING, SOURCE_OVER -> Optional.of(again("inhibiting alerts changed", policy,
                        occasion));
                default -> Optional.empty();
            };
            default -> Optional.empty();
        };
    }

    private InfluenceUpdate again(String reason, CompiledPolicy policy, DecisionContext occasion) {
        return InfluenceUpdate.of(reason, silenced.all()).keeping(silenced.watch(policy, occasion.now()));
    }

    @Override
    public List<Effect.Lasting> due(Instant now) {
        return silenced.due(now);
    }
}
