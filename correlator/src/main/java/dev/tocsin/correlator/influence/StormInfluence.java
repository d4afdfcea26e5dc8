package dev.tocsin.correlator.influence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.bulletin.Bulletins;
import dev.tocsin.correlator.bulletin.StormBulletin;
import dev.tocsin.correlator.bulletin.StormTally;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.storm.StormAlerts;
import dev.tocsin.correlator.storm.StormCounts;
import dev.tocsin.correlator.storm.StormCounts.NewAlert;
import dev.tocsin.correlator.storm.StormLedger;
import dev.tocsin.correlator.storm.StormUpdate;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.state.IncidentRow;

/** Storms: an active storm folds incidents under its own, and first pages wait until a storm is ruled out. */
final class StormInfluence implements Influence {

    private final BulletinRows news;
    private final LocalIncidents own;
    private final StormLedger ledger;
    private final StormCounts counts;
    private boolean oneBegan;

    StormInfluence(BulletinRows news, LocalIncidents own, StormLedger ledger, StormCounts counts) {
        this.news = news;
        this.own = own;
        this.ledger = ledger;
        this.counts = counts;
    }

    @Override
    public void place(InfluenceDraft place, ChangedIncident setting) {
        var itself = setting.ownStorm().flatMap(ledger::find);
        if (itself.isPresent()) {
            itself.filter(known -> !known.getTitle().isEmpty()).ifPresent(known -> place.called(known.getTitle(), known
                    .getSummary(), setting.before().isEmpty()));
            place.standAlone();
            return;
        }
        if (!IncidentQueries.isApart(setting.incident())) {
            news.storms.folding(setting.before(), setting.row(), setting.now()).ifPresent(storm -> {
                place.parent(ActiveStorms.link(storm));
                place.hold("folded under incident " + storm.incidentId() + ", " + storm.inWords());
            });
        }
        delayFirstPage(place, setting);
    }

    /** For as long as it may turn out to be part of a storm, its first page waits. */
    private void delayFirstPage(InfluenceDraft place, ChangedIncident setting) {
        var incident = setting.incident();
        var begins = setting.begins();
        if (begins || incident.getPageNotBefore().filter(at -> at.isAfter(setting.now())).isPresent()) {
            place.pageNotBefore(delay(setting).map((begins ? setting.now() : incident.getRoundStartedAt())::plus));
        } else if (incident.getPageNotBefore().isPresent() && (IncidentQueries.isApart(incident)
                || !ActiveStorms.mayHold(setting.handling().storms(), incident))) {
            place.pageNotBefore(Optional.empty());
        }
    }

    private Optional<Duration> delay(ChangedIncident setting) {
        return IncidentQueries.isApart(setting.incident())
                ? Optional.empty()
                : ActiveStorms.hold(setting.handling().storms(), setting.incident(), own, setting.now(), counts);
    }

    @Override
    public List<Effect> tell(ChangedIncident setting) {
        var told = setting.ownStorm().map(storm -> ledger.tell(storm, setting.before(), setting.incident(), setting
                .policy(), setting.occasion())).orElseGet(() -> tellMembership(setting));
        return oneBegan || !setting.begins()
                ? told
                : Stream.concat(Stream.of(new Effect.Remember(new InfluenceMemory.Began(true))), told.stream())
                        .toList();
    }

    private static List<Effect> tellMembership(ChangedIncident setting) {
        var was = setting.before().flatMap(StormInfluence::stormAbove);
        var is = stormAbove(setting.row());
        if (was.equals(is)) {
            return List.of();
        }
        return Stream.concat(was.map(storm -> Bulletins.stormLeft(storm, setting.incident(), setting.occasion()))
                .stream(), is.map(storm -> Bulletins.stormJoined(storm, setting.incident(), setting.occasion()))
                        .stream())
                .<Effect>map(Effect.Log::new).toList();
    }

    /** The storm under which an open incident is folded. */
    private static Optional<String> stormAbove(IncidentRow row) {
        return Optional.of(row.getParentStorm()).filter(storm -> !storm.isEmpty() && !IncidentQueries.isOver(row
                .getIncident()));
    }

    @Override
    public Optional<InfluenceUpdate> hear(Signal signal, CompiledPolicy policy, DecisionContext occasion) {
        return switch (signal.getBody()) {
            case TimerFired timer when timer.getKind() == TimerKind.STORM_CALM -> Optional.of(heard(ledger.fell(timer,
                    policy, occasion)));
            case Bulletin bulletin -> hear(bulletin, policy, occasion);
            default -> Optional.empty();
        };
    }

    private Optional<InfluenceUpdate> hear(Bulletin bulletin, CompiledPolicy policy, DecisionContext occasion) {
        var subject = bulletin.getSubject();
        return switch (bulletin.getKind()) {
            case STORM_DECLARED -> Optional.of(InfluenceUpdate.of("storm " + subject + " started", own.those(
                    each -> each.pageNotBefore().isPresent())).keeping(news.keep(bulletin)));
            case STORM_OVER -> {
                var incident = StormBulletin.of(bulletin).incidentId();
                yield Optional.of(InfluenceUpdate.of("storm " + subject + " ended", own.those(each -> each.parentId()
                        .equals(
                                incident))).keeping(news.stormOver(subject)));
            }
            case STORM_TALLY -> Optional.of(heard(ledger.tally(StormTally.of(bulletin), policy, occasion)));
            case STORM_JOINED -> Optional.of(heard(ledger.joined(bulletin.getDetails().getOrDefault("storm", ""),
                    occasion)));
            case STORM_LEFT -> Optional.of(heard(ledger.left(bulletin.getDetails().getOrDefault("storm", ""), policy,
                    occasion)));
            default -> Optional.empty();
        };
    }

    private static InfluenceUpdate heard(StormUpdate note) {
        return new InfluenceUpdate(List.copyOf(note.kept()), note.incidents(), note.signals(), note.outcome(), note
                .reason());
    }

    @Override
    public List<Effect.Lasting> due(Instant now) {
        return ledger.due(now);
    }

    /** An alert that began to fire is counted, and told of where there are enough. */
    List<Effect> count(Alert alert, Classification classification, CompiledPolicy policy, DecisionContext occasion) {
        var rules = policy.policy().handling().storms();
        if (rules.isEmpty() || StormAlerts.isStorm(alert)) {
            return List.of();
        }
        var effects = new ArrayList<Effect>();
        for (var rule : rules) {
            var id = StormBulletin.stormId(rule.id(), switch (rule.by()) {
                case SOURCE -> alert.getSource();
                case RULE -> classification.ruleId();
            });
            var one = new NewAlert(id, rule, occasion.serviceKey(), alert.getName(), occasion.now(), news.storms.rages(
                    id));
            effects.add(new Effect.Remember(new InfluenceMemory.Counted(one)));
            effects.add(new Effect.Then(() -> told(one, occasion)));
        }
        return effects;
    }

    private List<Effect> told(NewAlert last, DecisionContext occasion) {
        return counts.untold(last).<List<Effect>>map(tally -> List.of(new Effect.Remember(new InfluenceMemory.Told(
                last)),
                new Effect.Log(Bulletins.tally(tally, occasion)))).orElseGet(List::of);
    }

    /** Whether an incident began since first pages were looked at. */
    boolean oneBegan() {
        return oneBegan;
    }

    void began(boolean one) {
        oneBegan = one;
    }

    /** Incidents whose first page waits longer since another one began. */
    List<String> waitLonger(CompiledPolicy policy, DecisionContext occasion) {
        return policy.policy().handling().storms().stream().filter(rule -> rule.hold().isPositive())
                .map(rule -> Map.entry(rule, own.waitingSince(occasion.now().minus(rule.within()))))
                .filter(entry -> entry.getValue().size() == counts.likely(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream()).distinct().toList();
    }
}
