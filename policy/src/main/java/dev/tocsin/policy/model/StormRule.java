package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Defines a storm: many alerts that form one incident, under which new incidents are folded.
 *
 * @param id
 *            its name
 * @param by
 *            what the alerts of one storm have in common
 * @param alerts
 *            so many new alerts within the window begin it
 * @param within
 *            the window
 * @param leave
 *            so few within the window let it calm down
 * @param severity
 *            severity of the storm's incident
 * @param ladder
 *            ladder of the storm's incident instead of the severity's
 * @param except
 *            ids of severities that no storm folds and no hold delays
 * @param hold
 *            nobody is paged for an incident younger than this, so that a storm is recognised before its first page
 */
public record StormRule(String id, Scope by, int alerts, Duration within, int leave, String severity,
        Optional<String> ladder, Set<String> except, Duration hold) {

    public StormRule {
        except = Set.copyOf(except);
    }

    /** What the alerts of one storm have in common. */
    public enum Scope {
        /** The source that sent them. */
        SOURCE,
        /** The rule that classified them. */
        RULE
    }
}
