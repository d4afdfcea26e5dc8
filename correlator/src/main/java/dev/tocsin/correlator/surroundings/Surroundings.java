package dev.tocsin.correlator.surroundings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.bulletin.Bulletins;
import dev.tocsin.correlator.bulletin.ChangeNews;
import dev.tocsin.correlator.bulletin.StormNews;
import dev.tocsin.correlator.bulletin.Tally;
import dev.tocsin.correlator.incident.Appearance;
import dev.tocsin.correlator.incident.Occasion;
import dev.tocsin.correlator.state.Kind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.storm.StormAlerts;
import dev.tocsin.correlator.storm.StormCounts;
import dev.tocsin.correlator.storm.StormLedger;
import dev.tocsin.correlator.storm.StormNote;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.Change;
import dev.tocsin.event.Incident;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.ServiceGraph;
import dev.tocsin.policy.model.StormRule;
import dev.tocsin.state.IncidentRow;

/** What one partition knows of what goes on around its incidents: other services, changes, storms, silences. */
public final class Surroundings {

    private final News news;
    private final Rows<IncidentRow> incidents;
    private final OwnIncidents own = new OwnIncidents();
    private final StormLedger ledger;
    private final StormCounts counts;
    private final Silenced silenced;
    private boolean oneBegan;

    /**
     * Of one partition.
     *
     * @param state
     *            what the partition remembers
     * @param suppression
     *            what silences say
     * @param partition
     *            which
     * @param partitions
     *            of how many
     */
    public Surroundings(State state, Suppression suppression, int partition, int partitions) {
        this.news = new News(state.rows(Kind.NEWS));
        this.incidents = state.rows(Kind.INCIDENTS);
        this.ledger = new StormLedger(state.rows(Kind.STORMS));
        this.counts = new StormCounts(partition, partitions);
        this.silenced = new Silenced(suppression, own, partition);
    }

    /** Takes notice of an incident that was there before; of all of them before {@link #begin}. */
    public void found(Incident incident) {
        own.take(incident);
    }

    /** All incidents that were there before were found. */
    public void begin() {
        silenced.begin();
    }

    /**
     * Sets an incident among what surrounds it: parent, suspects, and whether its pages are held back.
     *
     * @param before
     *            as it stood, if it did
     * @param row
     *            as the lifecycle left it
     */
    public Placed place(Optional<IncidentRow> before, IncidentRow row, CompiledPolicy policy, Occasion occasion) {
        if (Incidents.isOver(row.getIncident())) {
            var place = new Place(row, occasion.now());
            place.over();
            return place.done();
        }
        var held = silenced.held(row.getIncident(), policy, occasion.now());
        var seen = Appearance.silencing(row, held.alerts(), occasion);
        var placed = place(before, seen, held, policy, occasion);
        return row.getSilenced().equals(seen.getSilenced()) ? placed : new Placed(placed.row(), placed.facts(), true);
    }

    private Placed place(Optional<IncidentRow> before, IncidentRow row, Silenced.Held held, CompiledPolicy policy,
            Occasion occasion) {
        var incident = row.getIncident();
        var place = new Place(row, occasion.now());
        var storm = StormNews.stormOf(incident.getServiceKey()).flatMap(ledger::find);
        storm.filter(known -> !known.getTitle().isEmpty()).ifPresent(known -> place.called(known.getTitle(),
                known.getSummary(), before.isEmpty()));
        var why = held.by();
        if (storm.isEmpty()) {
            why = link(place, before, row, policy, occasion, why);
            hold(place, before, incident, policy.policy().handling().storms(), occasion);
            suspects(place, before, incident, policy);
        }
        place.suppressed(why, held.alerts().size());
        return place.done();
    }

    /** Finds its parent; returns why nobody is to be paged, when the parent is a reason and there was none. */
    private String link(Place place, Optional<IncidentRow> before, IncidentRow row, CompiledPolicy policy,
            Occasion occasion, String silence) {
        var incident = row.getIncident();
        var apart = Incidents.isApart(incident);
        var storm = apart
                ? Optional.<StormNews>empty()
                : news.storms.folding(before, row, occasion.now());
        if (storm.isPresent()) {
            place.parent(Storms.link(storm.get()));
            return silence.isEmpty()
                    ? "folded under incident " + storm.get().incidentId() + ", " + storm.get().inWords()
                    : silence;
        }
        if (!row.getParentSetBy().isEmpty()) {
            return silence;
        }
        var handling = policy.policy().handling();
        var parent = apart
                ? Optional.<Parent>empty()
                : Parent.of(incident, news.neighbours, handling.services());
        place.parent(parent.map(Parent::link).orElse(Link.NONE));
        return parent.filter(found -> silence.isEmpty() && handling.foldsDependents() && found.isAtLeastAsBadAs(
                incident)).map(found -> "folded under incident " + found.incident().id() + " of " + found.incident()
                        .service() + ", which it " + found.reason()).orElse(silence);
    }

    private Optional<Duration> holdOf(List<StormRule> rules, Incident incident, Occasion occasion) {
        return Incidents.isApart(incident)
                ? Optional.empty()
                : Storms.hold(rules, incident, own, occasion.now(), counts);
    }

    private void hold(Place place, Optional<IncidentRow> before, Incident incident, List<StormRule> rules,
            Occasion occasion) {
        var begins = Incidents.begins(before, incident);
        if (begins || incident.getPageNotBefore().filter(at -> at.isAfter(occasion.now())).isPresent()) {
            place.pageNotBefore(holdOf(rules, incident, occasion)
                    .map((begins ? occasion.now() : incident.getRoundStartedAt())::plus));
        } else if (incident.getPageNotBefore().isPresent() && (Incidents.isApart(incident)
                || !Storms.mayHold(rules, incident))) {
            place.pageNotBefore(Optional.empty());
        }
    }

    private void suspects(Place place, Optional<IncidentRow> before, Incident incident, CompiledPolicy policy) {
        var looksAgain = before.filter(was -> was.getIncident().getRevision() == incident.getRevision()).isPresent();
        if (!news.changes.isEmpty() && (looksAgain || Incidents.begins(before, incident))) {
            var handling = policy.policy().handling();
            place.suspects(Suspects.of(incident, news.changes, handling.services(), handling.lookBack()));
        }
    }

    /** What the other services, or a storm, must hear of an incident that changed; written to the log when it is live. */
    public List<Signal> tell(Optional<IncidentRow> before, IncidentRow after, CompiledPolicy policy,
            Occasion occasion) {
        var incident = after.getIncident();
        own.take(incident);
        oneBegan = oneBegan || Incidents.begins(before, incident);
        silenced.took(incident, policy, occasion.now());
        var storm = StormNews.stormOf(incident.getServiceKey());
        if (storm.isPresent()) {
            return ledger.tell(storm.get(), before, incident, policy, occasion);
        }
        return Stream.concat(tellOfIncident(before.map(IncidentRow::getIncident), incident, policy.policy().handling()
                .services(), occasion).stream(),
                tellStorm(before, after, occasion)).toList();
    }

    private Optional<Signal> tellOfIncident(Optional<Incident> before, Incident after, ServiceGraph graph,
            Occasion occasion) {
        var wasOpen = before.filter(incident -> !Incidents.isOver(incident) && !Incidents.isApart(incident));
        if (Incidents.isOver(after) || Incidents.isApart(after)) {
            return wasOpen.filter(_ -> graph.isConnected(after.getService()) || news.neighbours.find(after.getId())
                    .isPresent()).map(_ -> Bulletins.incidentOver(after, occasion));
        }
        var same = wasOpen.filter(was -> was.getSeverity().getRank() == after.getSeverity().getRank()
                && was.getService().equals(after.getService()));
        return same.isEmpty() && graph.isConnected(after.getService())
                ? Optional.of(Bulletins.incidentOpen(after, occasion))
                : Optional.empty();
    }

    private static Stream<Signal> tellStorm(Optional<IncidentRow> before, IncidentRow row, Occasion occasion) {
        var was = before.flatMap(Surroundings::stormAbove);
        var is = stormAbove(row);
        var after = row.getIncident();
        if (was.equals(is)) {
            return Stream.empty();
        }
        return Stream.concat(was.map(storm -> Bulletins.stormLeft(storm, after, occasion)).stream(), is.map(
                storm -> Bulletins.stormJoined(storm, after, occasion)).stream());
    }

    /** The storm under which an open incident is folded. */
    private static Optional<String> stormAbove(IncidentRow row) {
        return Optional.of(row.getParentStorm()).filter(storm -> !storm.isEmpty() && !Incidents.isOver(row
                .getIncident()));
    }

    /** Counts an alert that began to fire, for storms; what must be told goes to the log when it is live. */
    public List<Signal> count(Alert alert, Classification classification, CompiledPolicy policy, Occasion occasion) {
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
    public List<String> waitLonger(CompiledPolicy policy, Occasion occasion) {
        if (!oneBegan) {
            return List.of();
        }
        oneBegan = false;
        return policy.policy().handling().storms().stream().filter(rule -> rule.hold().isPositive())
                .map(rule -> Map.entry(rule, own.waitingSince(occasion.now().minus(rule.within()))))
                .filter(entry -> entry.getValue().size() == counts.likely(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream()).distinct().toList();
    }

    /** Takes in a bulletin, a change, a silence, another policy, or a timer that is about no incident. */
    public Heard hear(Signal signal, CompiledPolicy policy, Occasion occasion) {
        return switch (signal.getBody()) {
            case Bulletin bulletin -> bulletin(bulletin, policy, occasion);
            case Change change -> change(change, policy, occasion);
            case SilenceSet _ -> Heard.of("open incidents were judged by silences again", silenced.again(policy,
                    occasion.now()));
            case PolicyActivated _ -> policySwitched(policy, occasion);
            case TimerFired timer when timer.getKind() == TimerKind.STORM_CALM -> heard(ledger.fell(timer, policy,
                    occasion));
            default -> Heard.of("open incidents were judged by silences again", silenced.again(policy, occasion
                    .now()));
        };
    }

    /** Whether a timer that was read back is to be heard here. */
    public static boolean hears(TimerFired timer) {
        return timer.getKind() == TimerKind.STORM_CALM || Silenced.isOwn(timer);
    }

    /** What fell due; for the log. */
    public List<Signal> due(Instant now) {
        return Stream.concat(ledger.due(now).stream(), silenced.due(now).stream()).toList();
    }

    private Heard bulletin(Bulletin bulletin, CompiledPolicy policy, Occasion occasion) {
        var subject = bulletin.getSubject();
        return switch (bulletin.getKind()) {
            case INCIDENT_OPEN -> {
                news.keep(bulletin);
                var graph = policy.policy().handling().services();
                yield Heard.of("incident " + subject + " of " + bulletin.getService() + " is open",
                        own.ofServices(service -> graph.needs(service, bulletin.getService())));
            }
            case INCIDENT_OVER -> {
                news.incidentOver(subject);
                yield Heard.of("incident " + subject + " of " + bulletin.getService() + " is over", own.those(
                        each -> each.parentId().equals(subject)));
            }
            case CHANGE_SEEN -> news.changes.isKnown(subject)
                    ? Heard.of("change " + subject + " is known already")
                    : changed(bulletin, policy, occasion);
            case STORM_DECLARED -> {
                news.keep(bulletin);
                yield Heard.of("storm " + subject + " rages", own.those(each -> each.pageNotBefore().isPresent()));
            }
            case STORM_OVER -> {
                news.stormOver(subject);
                var incident = StormNews.of(bulletin).incidentId();
                yield Heard.of("storm " + subject + " is over", own.those(each -> each.parentId().equals(incident)));
            }
            case STORM_TALLY -> heard(ledger.tally(Tally.of(bulletin), policy, occasion));
            case STORM_JOINED -> heard(ledger.joined(bulletin.getDetails().getOrDefault("storm", ""), occasion));
            case STORM_LEFT -> heard(ledger.left(bulletin.getDetails().getOrDefault("storm", ""), policy, occasion));
            case SOURCE_FIRING, SOURCE_OVER -> Heard.of("alerts that make others needless changed", silenced.again(
                    policy, occasion.now()));
            case DELIVERY_FAILED -> Heard.of("it concerns one incident alone");
            case UNKNOWN -> Heard.of("this version does not know what is told");
        };
    }

    private static Heard heard(StormNote note) {
        return new Heard(note.incidents(), note.signals(), note.outcome(), note.reason());
    }

    private Heard change(Change change, CompiledPolicy policy, Occasion occasion) {
        if (news.changes.isKnown(change.getId())) {
            return Heard.of("change " + change.getId() + " is known already");
        }
        var service = policy.policy().serviceLabels().stream().map(label -> change.getLabels().getOrDefault(label, ""))
                .filter(value -> !value.isBlank()).findFirst().orElse(occasion.serviceKey());
        var bulletin = Bulletins.changeSeen(change, service, occasion);
        var heard = changed(bulletin, policy, occasion);
        return policy.policy().handling().services().isConnected(service)
                ? heard.tell(List.of(Bulletins.forEverybody(bulletin, occasion)))
                : heard;
    }

    private Heard changed(Bulletin bulletin, CompiledPolicy policy, Occasion occasion) {
        var handling = policy.policy().handling();
        var change = ChangeNews.of(bulletin);
        news.keep(bulletin);
        news.forgetChangesBefore(occasion.now().minus(handling.lookBack()).minus(Changes.SLACK));
        return Heard.of("change " + change.id() + " of " + change.service(), own.ofServices(
                service -> Suspects.distance(handling.services(), service, change.service()).isPresent()));
    }

    /** Another policy: incidents may have neighbours that have not heard of them, and all are judged anew. */
    private Heard policySwitched(CompiledPolicy policy, Occasion occasion) {
        var graph = policy.policy().handling().services();
        var untold = own.stream().filter(each -> graph.isConnected(each.service()) && news.neighbours.find(each.id())
                .isEmpty()).flatMap(each -> Optional.ofNullable(incidents.get(each.id())).stream())
                .map(IncidentRow::getIncident).filter(incident -> !Incidents.isApart(incident))
                .map(incident -> Bulletins.incidentOpen(incident, occasion)).toList();
        return Heard.of("open incidents were looked at by the new policy", silenced.again(policy, occasion.now()))
                .tell(untold);
    }
}
