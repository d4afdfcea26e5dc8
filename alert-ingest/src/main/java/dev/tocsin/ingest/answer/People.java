package dev.tocsin.ingest.answer;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.model.Vendor;
import dev.tocsin.schemas.outside.ActionToken;

/**
 * Who answered, by the newest policy: a person with that account at the vendor, a person or team that has the vendor's id as an address, or that a token was made for.
 */
public final class People {

    /** An address is rather that of whom it is the only one. */
    private static final Comparator<Target> MOST_PERSONAL = Comparator.<Target>comparingInt(target -> target.addresses()
            .size()).thenComparing(Target::name);

    private final Supplier<Policy> policy;

    /** Of the policy in force at each question. */
    public People(Supplier<Policy> policy) {
        this.policy = policy;
    }

    /**
     * The target with an address on a channel of these types.
     *
     * @param types
     *            such as {@code sms} and {@code voice}
     * @param preferred
     *            key of the target that a token was made for, which goes first among several; may be empty
     */
    public Optional<String> at(List<String> types, String address, String preferred) {
        var some = targets().stream().filter(target -> has(target, types, address)).toList();
        return some.stream().filter(target -> ActionToken.personKey(target.name()).equals(preferred)).findFirst()
                .or(() -> some.stream().min(MOST_PERSONAL)).map(Target::name);
    }

    /** The person with an account at a vendor. */
    public Optional<String> with(Vendor vendor, String id) {
        return id.isBlank()
                ? Optional.empty()
                : targets().stream().filter(target -> Optional.ofNullable(target.accounts().get(vendor)).filter(
                        own -> vendor.isSame(own, id.strip())).isPresent()).map(Target::name).findFirst();
    }

    /** The target that a token was made for; empty if the policy no longer has it. */
    public Optional<String> of(ActionToken token) {
        return targets().stream().map(Target::name).filter(name -> ActionToken.personKey(name).equals(token.person()))
                .findFirst();
    }

    /** Whether the policy pages this address on a channel of that type. */
    public boolean isAddress(String type, String address) {
        return targets().stream().anyMatch(target -> has(target, List.of(type), address));
    }

    private List<Target> targets() {
        return List.copyOf(policy.get().targets().values());
    }

    private boolean has(Target target, List<String> types, String address) {
        return !address.isBlank() && target.addresses().stream().anyMatch(one -> same(one.address(), address)
                && Optional
                        .ofNullable(policy.get().channels().get(one.channel())).filter(channel -> types.contains(channel
                                .type())).isPresent());
    }

    private static boolean same(String one, String other) {
        return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }
}
