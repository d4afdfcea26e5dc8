package dev.tocsin.notifier.channel;

import java.util.Optional;

import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Vendor;

/** The accounts of people, by the policy of a notification. */
@FunctionalInterface
public interface Accounts {

    /** Nobody has one. */
    Accounts NONE = (_, _) -> Optional.empty();

    /** The id of a person at a vendor. */
    Optional<String> of(Vendor vendor, String person);

    /** As a policy has them. */
    static Accounts of(Policy policy) {
        return (vendor, person) -> Optional.ofNullable(policy.targets().get(person)).map(target -> target.accounts()
                .get(vendor));
    }
}
