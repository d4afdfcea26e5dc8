package dev.tocsin.escalator.recipient;

import java.util.Optional;

import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.state.Told;

/** Which channels may show details of a confidential incident (runbook row B13). */
public record ChannelClearance(Policies policies) {

    /** Whether a destination may show the whole incident; a channel that is not in the policy is not cleared. */
    public boolean isOpenTo(Told to, Incident incident) {
        return !incident.getConfidential() || channel(to).filter(ChannelSpec::cleared).isPresent();
    }

    /** The channel, if its policy has it. */
    public Optional<ChannelSpec> channel(Told to) {
        return Optional.ofNullable(policies.version(to.getPolicyVersion()).policy().channels().get(to.getChannel()));
    }
}
