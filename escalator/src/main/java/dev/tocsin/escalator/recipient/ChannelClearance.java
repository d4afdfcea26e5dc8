package dev.tocsin.escalator.recipient;

import java.util.Optional;

import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.state.Told;

/** Which channels may read what a confidential incident is about (runbook row B13). */
public record ChannelClearance(Policies policies) {

    /** Whether all of an incident may be read at a destination; a channel that the policy does not have is not cleared. */
    public boolean isOpenTo(Told to, Incident incident) {
        return !incident.getConfidential() || channel(to).filter(ChannelSpec::cleared).isPresent();
    }

    /** The channel that is meant, where its policy has it. */
    public Optional<ChannelSpec> channel(Told to) {
        return Optional.ofNullable(policies.version(to.getPolicyVersion()).policy().channels().get(to.getChannel()));
    }
}
