package dev.tocsin.policy.model;

import java.util.List;

/**
 * A person or team with addresses.
 *
 * @param name
 *            its name in ladders
 * @param addresses
 *            all are used together
 */
public record Target(String name, List<Address> addresses) {

    public Target {
        addresses = List.copyOf(addresses);
    }

    /**
     * One place where the target can be told.
     *
     * @param channel
     *            name of a channel of the policy
     * @param address
     *            within the channel, such as a mail address or a room; may be empty where the channel has one place only
     */
    public record Address(String channel, String address) {

        /** What is ordered and throttled together: {@code <channel>:<address>}. */
        public String destination() {
            return channel + ":" + address;
        }
    }
}
