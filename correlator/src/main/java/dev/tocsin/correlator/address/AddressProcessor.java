package dev.tocsin.correlator.address;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.decision.Said;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.policy.CompiledPolicies;
import dev.tocsin.correlator.policy.FormerMappings;
import dev.tocsin.correlator.state.Kind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Handling;
import dev.tocsin.state.AlertAddress;
import dev.tocsin.state.AlertState;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Brings each word of an alert to the log of the service that counts it. An alert whose identity outlives its labels comes to
 * the partition of its identity first ({@code Signal.homeKey}), and goes on from there to the service that {@link Pinning}
 * says. Any other alert is here already, unless another mapping of services was in force when it began: then the logs of the
 * services that {@link FormerMappings} name are asked for it, one after the other.
 */
public final class AddressProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "address";

    private final String next;
    private final CompiledPolicies policies;
    private final Timers timers;
    private final MeterRegistry metrics;
    private Rows<AlertAddress> addresses;
    private Rows<AlertState> alerts;
    private FormerMappings formers;
    private DecisionLog decisions;
    private SignalLog log;
    private CompiledPolicy policy;
    private Instant logTime;

    /**
     * One step.
     *
     * @param next
     *            name of the step that signals go on to
     */
    public AddressProcessor(CompiledPolicies policies, Timers timers, MeterRegistry metrics, String next) {
        this.next = next;
        this.policies = policies;
        this.timers = timers;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        var state = State.of(context);
        addresses = state.rows(Kind.ADDRESSES);
        alerts = state.rows(Kind.ALERTS);
        var versions = state.rows(Kind.POLICY);
        formers = new FormerMappings(versions, policies);
        policy = policies.active(versions);
        decisions = new DecisionLog(NAME, metrics);
        log = new SignalLog(timers, context);
        logTime = Instant.MIN;
        if (timers == Timers.LIVE) {
            var sweep = new AddressSweep(addresses);
            context.schedule(AddressSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, now -> sweep.sweep(Instant
                    .ofEpochMilli(now), row -> !Pinning.holds(row, logTime, handling())));
        }
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        var signal = message.value().signal();
        logTime = Instant.ofEpochMilli(message.timestamp());
        if (policy != message.value().policy()) {
            policy = message.value().policy();
            formers.load();
        }
        if (!(signal.getBody() instanceof Alert first)) {
            pass(message, signal);
        } else if (!signal.getHomeKey().isEmpty()) {
            send(message, routes(signal, first, alert -> pinned(signal, alert)));
        } else if (formers.isEmpty() || isFoundNowhere(signal)) {
            pass(message, signal);
        } else {
            send(message, routes(signal, first, alert -> sought(signal, alert)));
        }
    }

    /** It was looked for under every other key, and comes back, or was sent here by the one who knows. */
    private static boolean isFoundNowhere(Signal signal) {
        return !signal.getAskedKeys().isEmpty() && signal.getAskedKeys().getFirst().equals(signal.getServiceKey());
    }

    /** Alerts of one request by where they go, in the order of the request. */
    private static Map<Route, List<Placed>> routes(Signal signal, Alert first,
            Function<Alert, Route> route) {
        var all = Stream.concat(Stream.of(first), signal.getMoreAlerts().stream()).toList();
        var routes = new LinkedHashMap<Route, List<Placed>>();
        for (var place = 0; place < all.size(); place++) {
            routes.computeIfAbsent(route.apply(all.get(place)), _ -> new ArrayList<>()).add(new Placed(place + 1, all
                    .get(place)));
        }
        return routes;
    }

    /** The service that an alert is pinned to; notes this word of it. */
    private Route pinned(Signal signal, Alert alert) {
        var known = Optional.ofNullable(addresses.get(alert.getIdentity())).filter(row -> Pinning.holds(row, logTime,
                handling()));
        var mapped = signal.getServiceKey().isEmpty() ? policy.serviceKey(alert) : signal.getServiceKey();
        var row = Pinning.after(known, alert, mapped, logTime);
        addresses.put(alert.getIdentity(), row);
        var why = known.isEmpty()
                ? "its identity is not known yet, or was over for long: by its labels it belongs to " + mapped
                : "its identity belongs to " + row.getServiceKey() + (mapped.equals(row.getServiceKey())
                        ? ""
                        : ", although its labels now say " + mapped);
        return new Route(false, row.getServiceKey(), List.of(row.getServiceKey()), "addressed", why);
    }

    /** Where an alert is judged or looked for next, after another mapping of services came into force. */
    private Route sought(Signal signal, Alert alert) {
        var here = signal.getServiceKey();
        var known = Optional.ofNullable(alerts.get(alert.getIdentity())).filter(this::isRemembered);
        if (known.isPresent()) {
            var key = known.get().getServiceKey().isEmpty() ? here : known.get().getServiceKey();
            return new Route(true, key, List.of(), "", "");
        }
        var asked = signal.getAskedKeys().isEmpty() ? List.of(here) : signal.getAskedKeys();
        var next = formers.keys(alert, policy, here, logTime).stream().filter(key -> !asked.contains(key)).findFirst();
        if (next.isPresent()) {
            return new Route(false, next.get(), Stream.concat(asked.stream(), next.stream()).toList(), "asked",
                    "it is not known here, and services were mapped in another way: maybe " + next.get()
                            + " knows it");
        }
        return asked.size() == 1
                ? new Route(true, here, List.of(), "", "")
                : new Route(false, asked.getFirst(), asked, "returned", "it is not known here either: "
                        + asked.getFirst() + " judges it");
    }

    /** As the dedup step sees it, whose row it is. */
    private boolean isRemembered(AlertState row) {
        return row.getStatus() == AlertStatus.FIRING || row.getFlapping() || !logTime.isAfter(row.getLastSeen().plus(
                Pinning.RESOLVED_KEPT));
    }

    private void send(Record<String, JudgedSignal> message, Map<Route, List<Placed>> routes) {
        var signal = message.value().signal();
        routes.forEach((route, placed) -> {
            var made = Signal.newBuilder(signal).setServiceKey(route.serviceKey()).setHomeKey("")
                    .setBody(placed.getFirst().alert())
                    .setMoreAlerts(placed.stream().skip(1).map(Placed::alert).toList());
            if (route.isHere()) {
                var whole = routes.size() == 1;
                pass(message, made.setId(whole ? signal.getId() : idOf(signal, placed)).build());
                return;
            }
            log.write(made.setId(idOf(signal, placed)).setAskedKeys(route.asked()).build(), logTime);
            decisions.say(message.value().trail(), Said.of(route.outcome(), route.why()).alert(placed
                    .getFirst().alert().getIdentity()));
        });
    }

    /** From the place that the first of them has in the request, so that a replay gives the same. */
    private static String idOf(Signal signal, List<Placed> placed) {
        return signal.getId() + "/to-" + placed.getFirst().place();
    }

    private void pass(Record<String, JudgedSignal> message, Signal signal) {
        context().forward(message.withValue(message.value().on(signal)), next);
    }

    private Handling handling() {
        return policy.policy().handling();
    }

    /**
     * Where alerts go.
     *
     * @param isHere
     *            whether they are judged here, and now
     * @param asked
     *            for {@code Signal.askedKeys}
     * @param outcome
     *            and {@code why}: for the decision
     */
    private record Route(boolean isHere, String serviceKey, List<String> asked, String outcome, String why) {}

    private record Placed(int place, Alert alert) {}
}
