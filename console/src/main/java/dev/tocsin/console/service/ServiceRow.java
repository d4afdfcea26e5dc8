package dev.tocsin.console.service;

import java.util.List;
import java.util.Optional;

/**
 * A service and how it stands.
 *
 * @param system
 *            group of services that share one log; empty if it is on its own
 * @param declared
 *            whether the policy declares it; else it is known from incidents
 * @param layer
 *            0 for a service that nothing depends on, more for those below
 * @param dependsOn
 *            services that it cannot work without
 * @param teams
 *            teams of its newest incidents, else the one that the policy gives to its alerts; may be empty
 * @param pages
 *            who is paged first for it now
 * @param open
 *            its open incidents by severity, most severe first
 * @param unacknowledged
 *            open incidents that nobody has acknowledged
 */
public record ServiceRow(String name, Optional<String> system, boolean declared, int layer, List<String> dependsOn,
        List<String> teams, List<FirstPaged> pages, List<OpenCount> open, int unacknowledged) {

    public ServiceRow {
        dependsOn = List.copyOf(dependsOn);
        teams = List.copyOf(teams);
        pages = List.copyOf(pages);
        open = List.copyOf(open);
    }

    /**
     * Somebody whom the first step of an escalation pages.
     *
     * @param target
     *            schedule, person or team, as the escalation names it
     * @param people
     *            of a schedule, who is on call now; else the target
     */
    public record FirstPaged(String target, List<String> people) {

        public FirstPaged {
            people = List.copyOf(people);
        }
    }

    /** A number of open incidents of a severity. */
    public record OpenCount(String severity, int rank, int count) {}
}
