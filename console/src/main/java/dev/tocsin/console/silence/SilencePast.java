package dev.tocsin.console.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.console.explain.LogQuery;
import dev.tocsin.console.explain.LogSearch;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.silence.SilencePreview.Past;
import dev.tocsin.console.silence.SilencePreview.PastIncident;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.suppress.Silence;
import dev.tocsin.schemas.topic.Topics;

/**
 * Reads the log backwards, a day at a time, to tell what a silence would have hidden. It stops at the first day that cannot be
 * read as a whole, or after {@link #PATIENCE}, and says how far it came.
 */
final class SilencePast {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PART = Duration.ofDays(1);
    private static final Comparator<PastIncident> MOST_HARM_FIRST = Comparator.comparing(PastIncident::unseen)
            .reversed().thenComparingInt(PastIncident::severityRank).thenComparing(PastIncident::openedAt, Comparator
                    .reverseOrder());

    private final Projection projection;
    private final LogSearch log;
    private final Clock clock;

    SilencePast(Projection projection, LogSearch log, Clock clock) {
        this.projection = projection;
        this.log = log;
        this.clock = clock;
    }

    /**
     * What it would have hidden.
     *
     * @param cleared
     *            whether who asks may read confidential incidents
     */
    Past of(Silence silence, CompiledPolicy policy, Duration length, Instant now, boolean cleared) {
        var impact = new PastImpact(silence, policy);
        var begin = now.minus(length);
        var since = now;
        var complete = true;
        var patient = clock.instant().plus(PATIENCE);
        while (complete && since.isAfter(begin)) {
            var from = since.minus(PART).isAfter(begin) ? since.minus(PART) : begin;
            var found = log.find(new LogQuery(List.of(Topics.SIGNALS, Topics.TIMELINE), Optional.empty(), Set.of(),
                    from, since));
            complete = found.complete() && !clock.instant().isAfter(patient);
            if (found.complete()) {
                found.of(Signal.class).forEach(each -> impact.accept(each.value()));
                found.of(TimelineEntry.class).forEach(each -> impact.accept(each.value()));
                since = from;
            }
        }
        return summed(impact.sum(), since, now, !since.isAfter(begin), cleared);
    }

    private Past summed(PastImpact.Sum sum, Instant from, Instant to, boolean complete, boolean cleared) {
        var known = sum.incidents().stream().flatMap(touched -> projection.incident(touched.incidentId()).map(
                incident -> PastIncident.of(shown(incident, cleared), touched)).stream()).toList();
        var worst = known.stream().min(Comparator.comparingInt(PastIncident::severityRank)).map(
                PastIncident::severity).orElse("");
        return new Past(from, to, complete, sum.alerts(), sum.firings(), sum.incidents().size(), sum.whole(), sum
                .pages(), worst, known.stream().sorted(MOST_HARM_FIRST).limit(SilencePreview.LISTED).toList());
    }

    private static IncidentHeadline shown(IncidentHeadline incident, boolean cleared) {
        return incident.confidential() && !cleared ? incident.redacted() : incident;
    }
}
