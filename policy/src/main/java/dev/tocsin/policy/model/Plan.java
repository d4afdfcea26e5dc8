package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.policy.condition.IncidentCondition;

/**
 * Actions besides paging when an incident of a severity is declared.
 *
 * @param name
 *            its name in the policy
 * @param room
 *            where people talk about it
 * @param ticket
 *            where it is filed
 * @param statusPage
 *            where customers read about it
 * @param warRoom
 *            address where people meet; may hold {@code {id}}
 * @param updates
 *            how often somebody says how it stands
 * @param firstUpdate
 *            what the first word says, in order; empty: what is known
 */
public record Plan(String name, Optional<Room> room, Optional<Ticket> ticket, Optional<StatusPage> statusPage,
        Optional<String> warRoom, Optional<Updates> updates, List<String> firstUpdate) {

    public Plan {
        firstUpdate = List.copyOf(firstUpdate);
    }

    /** Where people talk about an incident. */
    public sealed interface Room {

        /** Name of the channel of the policy that it is on. */
        String on();

        /**
         * A room of its own.
         *
         * @param nameTemplate
         *            may hold {@code {date}} (20261120), {@code {number}} (of the day, two digits), {@code {brief}},
         *            {@code {severity}}, {@code {service}}, {@code {id}}
         */
        record Own(String on, String nameTemplate) implements Room {}

        /**
         * A thread in a room that all incidents share.
         *
         * @param room
         *            id of the room
         */
        record Shared(String on, String room) implements Room {}
    }

    /**
     * Where an incident is filed.
     *
     * @param on
     *            name of a channel of the policy
     * @param project
     *            within it; may be empty
     */
    public record Ticket(String on, String project) {}

    /**
     * Where customers read about an incident.
     *
     * @param on
     *            name of a channel of the policy
     * @param when
     *            for which incidents
     */
    public record StatusPage(String on, IncidentCondition when) {}

    /**
     * How often somebody says how it stands.
     *
     * @param inside
     *            for the team
     * @param outside
     *            for customers
     * @param firstOutside
     *            the first word for customers, from the declaration on
     * @param remindBefore
     *            how long before an update is due it is asked for
     * @param by
     *            the role that is asked; empty: who has the incident
     * @param escalate
     *            who is told when a promised update did not come; empty: who was paged
     */
    public record Updates(Optional<Duration> inside, Optional<Duration> outside, Optional<Duration> firstOutside,
            Optional<Duration> remindBefore, Optional<String> by, List<String> escalate) {

        public Updates {
            escalate = List.copyOf(escalate);
        }
    }
}
