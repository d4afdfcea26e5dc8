package dev.tocsin.correlator.surroundings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.bulletin.Bulletins;
import dev.tocsin.correlator.bulletin.StormNews;
import dev.tocsin.correlator.bulletin.Tally;
import dev.tocsin.correlator.incident.Occasion;
import dev.tocsin.correlator.storm.StormAlerts;
import dev.tocsin.correlator.storm.StormCounts;
import dev.tocsin.correlator.storm.StormLedger;
import dev.tocsin.correlator.storm.StormNote;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.state.IncidentRow;

/** Storms: one that rages folds incidents under its own, and first pages wait until it is known whether they are part of one. */
final class StormInfluence implements Influence {

    private final News news;
    private final OwnIncidents own;
    private final StormLedger ledger;
    private final StormCounts counts;
    private boolean oneBegan;

    StormInfluence(News news, OwnIncidents own, StormLedger ledger, StormCounts counts) {
        this.news = news;
        this.own = own;
        this.ledger = ledger;
        this.counts = counts;
    }

    @Override
    public void place(Place place, Setting setting) {
        var itself = setting.ownStorm().flatMap(ledger::find);
        if (itself.isPresent()) {
            itself.filter(known -> !known.getTitle().isEmpty()).ifPresent(known -> place.called(known.getTitle(), known
                    .getSummary(), setting.before().isEmpty()));
            place.standAlone();
            return;
        }
        if (!Incidents.isApart(setting.incident())) {
            news.storms.folding(setting.before(), setting.row(), setting.now()).ifPresent(storm -> {
                place.parent(Storms.link(storm));
                place.hold("folded under incident " + storm.incidentId() + ", " + storm.inWords());
            });
        }
        delayFirstPage(place, setting);
    }

    /** For as long as it may turn out to be part of a storm, its first page waits. */
    private void delayFirstPage(Place place, Setting setting) {
        var incident = setting.incident();
        var begins = setting.begins();
        if (begins || incident.getPageNotBefore().filter(at -> at.isAfter(setting.now())).isPresent()) {
            place.pageNotBefore(delay(setting).map((begins ? setting.now() : incident.getRoundStartedAt())::plus));
        } else if (incident.getPageNotBefore().isPresent() && (Incidents.isApart(incident)
                || !Storms.mayHold(setting.handling().storms(), incident))) {
            place.pageNotBefore(Optional.empty());
        }
    }

    private Optional<Duration> delay(Setting setting) {
        return Incidents.isApart(setting.incident())
                ? Optional.empty()
                : Storms.hold(setting.handling().storms(), setting.incident(), own, setting.now(), counts);
    }

    @Override
    public List<Signal> tell(Setting setting) {
        oneBegan = oneBegan || setting.begins();
        return setting.ownStorm().map(storm -> ledger.tell(storm, setting.before(), setting.incident(), setting
                .policy(), setting.occasion())).orElseGet(() -> tellMembership(setting));
    }

    private static List<Signal> tellMembership(Setting setting) {
        var was = setting.before().flatMap(StormInfluence::stormAbove);
        var is = stormAbove(setting.row());
        if (was.equals(is)) {
            return List.of();
        }
        return Stream.concat(was.map(storm -> Bulletins.stormLeft(storm, setting.incident(), setting.occasion()))
                .stream(), is.map(storm -> Bulletins.stormJoined(storm, setting.incident(), setting.occasion()))
                        .stream())
                .toList();
    }

    /** The storm under which an open incident is folded. */
    private static Optional<String> stormAbove(IncidentRow row) {
        return Optional.of(row.getParentStorm()).filter(storm -> !storm.isEmpty() && !Incidents.isOver(row
                .getIncident()));
    }

    @Override
    public Optional<Heard> hear(Signal signal, CompiledPolicy policy, Occasion occasion) {
        return switch (signal.getBody()) {
            case TimerFired timer when timer.getKind() == TimerKind.STORM_CALM -> Optional.of(heard(ledger.fell(timer,
                    policy, occasion)));
            case Bulletin bulletin -> hear(bulletin, policy, occasion);
            default -> Optional.empty();
        };
    }

    private Optional<Heard> hear(Bulletin bulletin, CompiledPolicy policy, Occasion occasion) {
        var subject = bulletin.getSubject();
        return switch (bulletin.getKind()) {
            case STORM_DECLARED -> {
                news.keep(bulletin);
                yield Optional.of(Heard.of("storm " + subject + " rages", own.those(each -> each.pageNotBefore()
                        .isPresent())));
            }
            case STORM_OVER -> {
                news.stormOver(subject);
                var incident = StormNews.of(bulletin).incidentId();
                yield Optional.of(Heard.of("storm " + subject + " is over", own.those(each -> each.parentId().equals(
                        incident))));
            }
            case STORM_TALLY -> Optional.of(heard(ledger.tally(Tally.of(bulletin), policy, occasion)));
            case STORM_JOINED -> Optional.of(heard(ledger.joined(bulletin.getDetails().getOrDefault("storm", ""),
                    occasion)));
            case STORM_LEFT -> Optional.of(heard(ledger.left(bulletin.getDetails().getOrDefault("storm", ""), policy,
                    occasion)));
            default -> Optional.empty();
        };
    }

    private static Heard heard(StormNote note) {
        return new Heard(note.incidents(), note.signals(), note.outcome(), note.reason());
    }

    @Override
    public List<Signal> due(Instant now) {
        return ledger.due(now);
    }

    /** Counts an alert that began to fire. */
    List<Signal> count(Alert alert, Classification classification, CompiledPolicy policy, Occasion occasion) {
        var rules = policy.policy().handling().storms();
        if (rules.isEmpty() || StormAlerts.isStorm(alert)) {
            return List.of();
        }
        var signals = new ArrayList<Signal>();
        for (var rule : rules) {
            var value = switch (rule.by()) {
                case SOURCE -> alert.getSource();
                case RULE -> classification.ruleId();
            };
            counts.count(rule, value, occasion.serviceKey(), alert.getName(), occasion.now(),
                    news.storms.rages(StormNews.stormId(rule.id(), value)))
                    .ifPresent(tally -> signals.add(Bulletins.tally(tally, occasion)));
        }
        return signals;
    }

    /** Incidents whose first page waits longer since another one began. */
    List<String> waitLonger(CompiledPolicy policy, Occasion occasion) {
        if (!oneBegan) {
            return List.of();
        }
        oneBegan = false;
        return policy.policy().handling().storms().stream().filter(rule -> rule.hold().isPositive())
                .map(rule -> Map.entry(rule, own.waitingSince(occasion.now().minus(rule.within()))))
                .filter(entry -> entry.getValue().size() == counts.likely(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream()).distinct().toList();
    }
}
