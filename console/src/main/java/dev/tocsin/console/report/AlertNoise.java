package dev.tocsin.console.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How often the alerts of a name and service fired.
 *
 * @param alert
 *            name of the alerts
 * @param service
 *            service of their incidents
 * @param firings
 *            times that one began to fire, as the timelines tell
 * @param identities
 *            number of different alerts, such as one for each instance
 * @param responses
 *            rounds of their incidents that began in the period
 * @param pages
 *            pages of their incidents in the period
 * @param incidents
 *            in the order in which they first were heard of
 */
public record AlertNoise(String alert, String service, int firings, int identities, int responses, int pages,
        List<String> incidents) implements Named {

    private static final int MOST = 50;

    public AlertNoise {
        incidents = List.copyOf(incidents);
    }

    /** The 50 noisiest. */
    static List<AlertNoise> of(Collection<AlertGroup> groups) {
        return groups.stream().filter(group -> group.firings() > 0).map(group -> new AlertNoise(group.key().alert(),
                group.key().service(), group.firings(), group.identities(), group.responses().size(), group.pages(),
                Scope.named(group.incidents()))).sorted(Comparator.comparingInt(AlertNoise::firings).thenComparingInt(
                        AlertNoise::pages).reversed().thenComparing(AlertNoise::alert).thenComparing(
                                AlertNoise::service)).limit(MOST).toList();
    }
}
