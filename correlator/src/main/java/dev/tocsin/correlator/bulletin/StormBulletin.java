package dev.tocsin.correlator.bulletin;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.tocsin.event.Bulletin;
import dev.tocsin.policy.model.StormRule;

/**
 * An active storm.
 *
 * @param ruleId
 *            id of the policy's storm rule
 * @param by
 *            what its alerts have in common
 * @param value
 *            the source or rule that they have in common
 * @param incidentId
 *            its incident
 * @param since
 *            log time of its first alerts
 * @param except
 *            ids of severities that it does not fold
 */
public record StormBulletin(String ruleId, StormRule.Scope by, String value, String incidentId, Instant since,
        Set<String> except) {

    private static final String LOG = "storm/";

    public StormBulletin {
        except = Set.copyOf(except);
    }

    /** A storm of a rule. */
    public static StormBulletin of(StormRule rule, String value, String incidentId, Instant since) {
        return new StormBulletin(rule.id(), rule.by(), value, incidentId, since, rule.except());
    }

    /** As told. */
    public static StormBulletin of(Bulletin bulletin) {
        return new StormBulletin(BulletinDetails.text(bulletin, "rule"),
                BulletinDetails.text(bulletin, "by").equals(StormRule.Scope.RULE.name())
                        ? StormRule.Scope.RULE
                        : StormRule.Scope.SOURCE,
                BulletinDetails.text(bulletin, "value"), BulletinDetails.text(bulletin, "incident"),
                BulletinDetails.instant(bulletin, "since").orElse(bulletin.getAt()),
                Arrays.stream(BulletinDetails.text(bulletin, "except").split("\n", -1)).filter(id -> !id.isEmpty())
                        .collect(Collectors.toSet()));
    }

    Map<String, String> details() {
        return Map.of("rule", ruleId, "by", by.name(), "value", value, "incident", incidentId, "since",
                since.toString(), "except",
                String.join("\n", new TreeSet<>(except)));
    }

    /** {@code <rule>/<value>}. */
    public String stormId() {
        return stormId(ruleId, value);
    }

    /** For a person. */
    public String inWords() {
        return "storm " + stormId();
    }

    /** Id of the storm of a rule and what its alerts have in common. */
    public static String stormId(String ruleId, String value) {
        return ruleId + "/" + value;
    }

    /** Service key of the storm's own log. */
    public static String serviceKey(String stormId) {
        return LOG + stormId;
    }

    /** Returns the storm of a service key, if the key denotes a storm's log. */
    public static Optional<String> stormOf(String serviceKey) {
        return serviceKey.startsWith(LOG) ? Optional.of(serviceKey.substring(LOG.length())) : Optional.empty();
    }
}
