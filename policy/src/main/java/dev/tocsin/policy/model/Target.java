package dev.tocsin.policy.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A person or team with addresses.
 *
 * @param name
 *            its name in ladders
 * @param addresses
 *            all are used together, unless {@code contact} says otherwise
 * @param contact
 *            which of them a page uses, and when
 * @param accounts
 *            ids at vendors
 */
public record Target(String name, List<Address> addresses, Contact contact, Map<Vendor, String> accounts) {

    public Target {
        addresses = List.copyOf(addresses);
        Objects.requireNonNull(contact, "contact");
        accounts = Map.copyOf(accounts);
    }

    /** Without accounts. */
    public Target(String name, List<Address> addresses, Contact contact) {
        this(name, addresses, contact, Map.of());
    }

    /** All addresses at once. */
    public Target(String name, List<Address> addresses) {
        this(name, addresses, Contact.AT_ONCE);
    }

    /**
     * One place where the target can be told.
     *
     * @param channel
     *            name of a channel of the policy
     * @param address
     *            within the channel, such as a mail address or a room; may be empty where the channel has one place only
     * @param throttle
     *            instead of that of its channel; empty if the channel's applies
     */
    public record Address(String channel, String address, Optional<Throttle> throttle) {

        public Address {
            Objects.requireNonNull(throttle, "throttle");
        }

        /** Throttled as its channel is. */
        public Address(String channel, String address) {
            this(channel, address, Optional.empty());
        }

        /** What is ordered and throttled together: {@code <channel>:<address>}. */
        public String destination() {
            return channel + ":" + address;
        }
    }
}
