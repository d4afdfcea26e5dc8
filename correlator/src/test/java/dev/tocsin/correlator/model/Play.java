package dev.tocsin.correlator.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.tocsin.correlator.model.Reference.Delivery;
import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;

/** One history, played on the correlator and told to the reference; after each step both must say the same. */
final class Play {

    /**
     * Ends between two sweeps, at the second of which nothing else is due, see {@link Theatre#advance}: in which order the
     * end of a silence and what is due then come is not promised.
     */
    private static final Duration SILENCED = Duration.ofMinutes(15).plus(Theatre.SWEEP.dividedBy(2));
    private static final Duration SNOOZE = Duration.ofMinutes(20);

    private final Theatre theatre;
    private final String name;
    private final Reference reference;
    private final Map<String, Instant> since = new HashMap<>();
    private final Map<String, Delivery> last = new HashMap<>();
    private final LinkedHashMap<String, Incident> incidents = new LinkedHashMap<>();
    private Optional<Command> lastCommand = Optional.empty();
    private int commands;

    Play(Theatre theatre, String name, Function<Terms, Reference> reference) {
        this.theatre = theatre;
        this.name = name;
        this.reference = reference.apply(Terms.ALL.getFirst());
        theatre.snapshots();
        activate(0);
    }

    /** Where the two part, if they do: which step, what the reference says, what the correlator says. */
    Optional<String> of(List<Step> history) {
        for (var i = 0; i < history.size(); i++) {
            var step = history.get(i);
            advanceTo(theatre.now().plus(step.after()));
            happen(step);
            collect();
            if (!reference.told().equals(told())) {
                return Optional.of("after step " + (i + 1) + " (" + step + ")\n  reference:  " + reference.told()
                        + "\n  correlator: " + told());
            }
        }
        return Optional.empty();
    }

    /** In one jump, but not over the end of a silence: it has a sweep for itself, after one for all that is due before. */
    private void advanceTo(Instant target) {
        while (theatre.now().isBefore(target)) {
            var now = theatre.now();
            var stop = reference.nextSilenceEnd(now).filter(end -> end.isBefore(target)).map(end -> sweepAround(end,
                    now))
                    .orElse(target);
            theatre.advance(Duration.between(now, stop), () -> reference.passTo(theatre.now()));
            collect();
        }
    }

    private static Instant sweepAround(Instant end, Instant now) {
        var before = end.minus(Theatre.SWEEP.dividedBy(2));
        return before.isAfter(now) ? before : end.plus(Theatre.SWEEP.dividedBy(2));
    }

    private void happen(Step step) {
        var now = theatre.now();
        switch (step.what()) {
            case FIRE -> deliver(step, true, now, Optional.empty(), "critical");
            case FIRE_MILDER -> deliver(step, true, now, Optional.empty(), "warning");
            case RESOLVE -> deliver(step, false, since(step), Optional.of(now), grade(step));
            case REPEAT -> deliver(step, true, since(step), Optional.empty(), grade(step));
            case REPEAT_MILDER -> deliver(step, true, since(step), Optional.empty(), "info");
            case REPEAT_WORSE -> deliver(step, true, since(step), Optional.empty(), "critical");
            case REPEAT_IN_OTHER_WORDS -> deliver(new Delivery(step.alertName(), step.service(), step.name(), true,
                    since(
                            step), Optional.empty(), grade(step), says(step).equals("fails") ? "is down" : "fails"));
            case REPEAT_FROM_EARLIER -> deliver(new Delivery(step.alertName(), step.service(), step.name(), true, since(
                    step).minusSeconds(30), Optional.empty(), grade(step), says(step)));
            case REPEAT_FROM_NOW -> deliver(step, true, now, Optional.empty(), grade(step));
            case DUPLICATE -> Optional.ofNullable(last.get(step.alertName())).ifPresent(this::deliver);
            case LATE_FIRE -> deliver(step, true, now.minus(Duration.ofMinutes(10)), Optional.empty(), grade(step));
            case LATE_RESOLVE -> deliver(step, false, now.minus(Duration.ofMinutes(10)), Optional.of(now.minus(Duration
                    .ofMinutes(5))), grade(step));
            case RESOLVE_FROM_EARLIER -> deliver(step, false, since(step).minusSeconds(30), Optional.of(now), grade(
                    step));
            case ACKNOWLEDGE -> command(step, CommandKind.ACKNOWLEDGE, Map.of(), story -> reference.acknowledge(story,
                    "alice",
                    now));
            case ACKNOWLEDGE_TOO -> command(step, "bob", CommandKind.ACKNOWLEDGE, Map.of(), story -> reference
                    .acknowledge(story, "bob", now));
            case MITIGATE -> command(step, CommandKind.MITIGATE, Map.of(), story -> reference.mitigate(story, now));
            case MITIGATION_FAILED -> command(step, CommandKind.MITIGATION_FAILED, Map.of(),
                    reference::mitigationFailed);
            case RESOLVE_BY_PERSON -> command(step, CommandKind.RESOLVE, Map.of(), story -> reference.resolve(story,
                    now));
            case CLOSE -> command(step, CommandKind.CLOSE, Map.of(), reference::close);
            case SET_SEVERITY -> command(step, CommandKind.SET_SEVERITY, Map.of("severity", "SEV2"),
                    story -> reference.setSeverity(story, "SEV2", now));
            case SET_WORST -> command(step, CommandKind.SET_SEVERITY, Map.of("severity", Terms.WORST),
                    story -> reference.setSeverity(story, Terms.WORST, now));
            case SNOOZE -> command(step, CommandKind.SNOOZE, Map.of("for", "20m"), story -> reference.snooze(story,
                    "alice", now.plus(SNOOZE), now));
            case COMMAND_AGAIN -> lastCommand.ifPresent(command -> theatre.send(service(step), command));
            case SILENCE -> silence(step);
            case SWITCH_POLICY -> activate(step.alert());
            case RESTART -> theatre.restart();
        }
    }

    private void activate(int terms) {
        var chosen = Terms.ALL.get(terms % Terms.ALL.size());
        reference.activate(chosen);
        theatre.send("", new PolicyActivated(PolicyVersion.newBuilder().setName("model").setVersion(terms + 1)
                .setSha256("sha-" + terms).setText(chosen.yaml()).setAuthor("carol").setPublishedAt(Theatre.START)
                .build()));
    }

    private void silence(Step step) {
        var until = theatre.now().plus(SILENCED);
        reference.silence(step.name(), until, theatre.now());
        theatre.send("", SilenceSet.newBuilder().setSilenceId(name + step.name())
                .setKind(SilenceKind.SILENCE).setMatchers(List.of())
                .setCondition("alertname=\"" + step.name() + "\", history=\"" + name + "\"").setStartsAt(theatre.now())
                .setEndsAt(until).setAuthor("bob").setReason("known").build());
    }

    private Instant since(Step step) {
        return since.computeIfAbsent(step.alertName(), _ -> theatre.now());
    }

    private String grade(Step step) {
        return Optional.ofNullable(last.get(step.alertName())).map(Delivery::grade).orElse("critical");
    }

    private String says(Step step) {
        return Optional.ofNullable(last.get(step.alertName())).map(Delivery::says).orElse("fails");
    }

    private void deliver(Step step, boolean fires, Instant start, Optional<Instant> end, String grade) {
        var delivery = new Delivery(step.alertName(), step.service(), step.name(), fires, start, end, grade,
                says(step));
        if (fires) {
            since.put(step.alertName(), start);
        }
        deliver(delivery);
    }

    private void deliver(Delivery delivery) {
        last.put(delivery.alert(), delivery);
        reference.deliver(delivery, theatre.now());
        theatre.send(name + delivery.service(), Alert.newBuilder().setIdentity(name + delivery.alert())
                .setSource("prom").setFormat("alertmanager").setStatus(delivery.fires()
                        ? AlertStatus.FIRING
                        : AlertStatus.RESOLVED)
                .setName(delivery.name()).setSummary(delivery.title()).setLabels(Map.of(
                        "alertname", delivery.name(), "severity", delivery.grade(), "instance", delivery.alert(),
                        "history", name))
                .setStartsAt(delivery.start()).setEndsAt(delivery.end().orElse(null)).setReceivedId("received")
                .build());
    }

    private void command(Step step, CommandKind kind, Map<String, String> arguments,
            java.util.function.Consumer<Story> told) {
        command(step, "alice", kind, arguments, told);
    }

    private void command(Step step, String actor, CommandKind kind, Map<String, String> arguments,
            java.util.function.Consumer<Story> told) {
        reference.incidentOf(step.alertName()).ifPresent(number -> {
            var story = reference.story(number);
            if (story.isKnown(theatre.now())) {
                told.accept(story);
            }
            var command = Command.newBuilder().setId(name + "command-" + ++commands).setIncidentId(idOf(number))
                    .setKind(kind).setActor(actor).setVia("console").setIssuedAt(theatre.now()).setNote("")
                    .setArguments(arguments).build();
            lastCommand = Optional.of(command);
            theatre.send(name + story.service, command);
        });
    }

    private String service(Step step) {
        return name + step.service();
    }

    private String idOf(int number) {
        return List.copyOf(incidents.keySet()).get(number);
    }

    private void collect() {
        for (var snapshot : theatre.snapshots()) {
            if (snapshot.getServiceKey().startsWith(name)) {
                incidents.put(snapshot.getId(), snapshot);
            }
        }
    }

    private List<String> told() {
        return new ArrayList<>(incidents.values()).stream().map(this::told).toList();
    }

    private String told(Incident incident) {
        return incident.getServiceKey().substring(name.length()) + ": " + incident.getState() + " round " + incident
                .getRound() + " " + incident.getSeverity().getId() + " " + incident.getAlertsFiring() + "/" + incident
                        .getAlertsTotal()
                + incident.getAlerts().stream().sorted(java.util.Comparator.comparing(IncidentAlert::getIdentity))
                        .map(alert -> " " + alert.getIdentity().substring(name.length()) + (alert
                                .getStatus() == AlertStatus.FIRING ? "+" : "-"))
                        .collect(Collectors.joining())
                + " " + incident.getTitle()
                + " " + incident.getAcknowledgements().stream().map(Acknowledgement::getBy).collect(Collectors.joining(
                        ","));
    }
}
