package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.correlator.suppress.Suppressors;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.HeldBy;

/**
 * The silences, maintenance windows and inhibitions of the suppress step, asked about members of incidents. Of a member its
 * labels, name and summary are known, not its annotations and values.
 *
 * @param suppressors
 *            of the same task
 */
public record SuppressedMembers(Suppressors suppressors) implements MemberSuppression {

    @Override
    public boolean isIdle(CompiledPolicy policy) {
        return suppressors.isIdle(policy);
    }

    @Override
    public Optional<String> holds(IncidentAlert member, Incident incident, CompiledPolicy policy, Instant now) {
        var alert = Alert.newBuilder().setIdentity(member.getIdentity()).setSource(member.getSource()).setFormat("")
                .setStatus(member.getStatus()).setName(member.getName()).setSummary(member.getSummary())
                .setLabels(member.getLabels()).setStartsAt(member.getSince()).setReceivedId("").build();
        return suppressors.judge(policy.facts(alert, incident.getServiceKey(), now), policy)
                .map(SuppressedMembers::inWords);
    }

    private static String inWords(HeldBy by) {
        return by.getKind() + " " + by.getId() + (by.getReason().isBlank() ? "" : ": " + by.getReason());
    }

    @Override
    public Optional<Instant> nextChange(CompiledPolicy policy, Instant after) {
        return suppressors.nextChange(policy, after);
    }
}
