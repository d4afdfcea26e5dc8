package dev.tocsin.correlator.address;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.policy.FormerMappings;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.heartbeat.HeartbeatAlerts;
import dev.tocsin.state.AlertAddress;
import dev.tocsin.state.AlertState;

/**
 * Routes each alert to the log of the service that tracks it. An alert whose identity outlives its labels arrives in the
 * partition of its identity ({@code Signal.homeKey}) and is forwarded to the service to which {@link ServiceKeyPinning} pins
 * it. Any other alert is already here, unless the service mapping changed while it fired: then the services that {@link
 * FormerMappings} names are asked one after the other.
 */
final class AddressStep {

    private final AddressState state;
    private final JudgedSignal judged;
    private final Signal signal;
    private final CompiledPolicy policy;
    private final Instant now;
    private final Map<String, AlertAddress> pinned = new HashMap<>();
    private final List<Effect> effects = new ArrayList<>();

    private AddressStep(AddressState state, JudgedSignal judged, Instant now) {
        this.state = state;
        this.judged = judged;
        this.signal = judged.signal();
        this.policy = judged.policy();
        this.now = now;
    }

    /**
     * Decides on one signal.
     *
     * @param state
     *            state of the partition; not modified
     * @param now
     *            log time of the signal
     * @return the effects, in order
     */
    static List<Effect> decide(AddressState state, JudgedSignal judged, Instant now) {
        var signal = judged.signal();
        var isHome = !signal.getHomeKey().isEmpty();
        var isHereAlready = !isHome && (state.hasOneMapping() || isFoundNowhere(signal)
                || (signal.getBody() instanceof Alert beat && HeartbeatAlerts.isHeartbeat(beat)));
        if (!(signal.getBody() instanceof Alert first) || isHereAlready) {
            return List.of(new Effect.Pass(judged.on(signal)));
        }
        var step = new AddressStep(state, judged, now);
        step.send(step.routes(first, isHome ? step::pin : step::seek));
        return List.copyOf(step.effects);
    }

    /** The signal returns after all former keys were tried, or was routed here by the partition that knows the alert. */
    private static boolean isFoundNowhere(Signal signal) {
        return !signal.getAskedKeys().isEmpty() && signal.getAskedKeys().getFirst().equals(signal.getServiceKey());
    }

    /** Groups the alerts of a request by destination, in the order of the request. */
    private Map<Route, List<Placed>> routes(Alert first, Function<Alert, Route> route) {
        var all = Stream.concat(Stream.of(first), signal.getMoreAlerts().stream()).toList();
        var routes = new LinkedHashMap<Route, List<Placed>>();
        for (var place = 0; place < all.size(); place++) {
            routes.computeIfAbsent(route.apply(all.get(place)), _ -> new ArrayList<>()).add(new Placed(place + 1, all
                    .get(place)));
        }
        return routes;
    }

    /** Returns the service to which an alert is pinned, and records this delivery. */
    private Route pin(Alert alert) {
        var identity = alert.getIdentity();
        var known = Optional.ofNullable(pinned.get(identity)).or(() -> state.address(identity)).filter(
                row -> ServiceKeyPinning
                        .holds(row, now, policy.policy().handling()));
        var mapped = signal.getServiceKey().isEmpty() ? policy.serviceKey(alert) : signal.getServiceKey();
        var row = ServiceKeyPinning.after(known, alert, mapped, now);
        pinned.put(identity, row);
        effects.add(new Effect.Put<>(RowKind.ADDRESSES, identity, row));
        var why = known.isEmpty()
                ? "new or long-resolved alert; its labels assign it to service " + mapped
                : "the alert is pinned to service " + row.getServiceKey() + (mapped.equals(row.getServiceKey())
                        ? ""
                        : "; its current labels say " + mapped);
        return new Route(false, row.getServiceKey(), List.of(row.getServiceKey()), "addressed", why);
    }

    /** Decides where an alert is processed, or searched for next, after the service mapping changed. */
    private Route seek(Alert alert) {
        var here = signal.getServiceKey();
        var known = state.alert(alert.getIdentity()).filter(this::isRemembered);
        if (known.isPresent()) {
            var key = known.get().getServiceKey().isEmpty() ? here : known.get().getServiceKey();
            return new Route(true, key, List.of(), "", "");
        }
        var asked = signal.getAskedKeys().isEmpty() ? List.of(here) : signal.getAskedKeys();
        var next = state.formerKeys(alert, policy, here, now).stream().filter(key -> !asked.contains(key)).findFirst();
        if (next.isPresent()) {
            return new Route(false, next.get(), Stream.concat(asked.stream(), next.stream()).toList(), "asked",
                    "unknown here, and the service mapping changed: asking service " + next.get()
                            + " knows it");
        }
        return asked.size() == 1
                ? new Route(true, here, List.of(), "", "")
                : new Route(false, asked.getFirst(), asked, "returned",
                        "unknown in all former services; returned to service "
                                + asked.getFirst() + " judges it");
    }

    /** Uses the dedup step's definition of a remembered row. */
    private boolean isRemembered(AlertState row) {
        return row.getStatus() == AlertStatus.FIRING || row.getFlapping() || !now.isAfter(row.getLastSeen().plus(
                ServiceKeyPinning.RESOLVED_KEPT));
    }

    private void send(Map<Route, List<Placed>> routes) {
        routes.forEach((route, placed) -> {
            var made = Signal.newBuilder(signal).setServiceKey(route.serviceKey()).setHomeKey("")
                    .setBody(placed.getFirst().alert())
                    .setMoreAlerts(placed.stream().skip(1).map(Placed::alert).toList());
            if (route.isHere()) {
                var whole = routes.size() == 1;
                effects.add(new Effect.Pass(judged.on(made.setId(whole ? signal.getId() : idOf(placed)).build())));
            } else {
                effects.add(new Effect.Log(made.setId(idOf(placed)).setAskedKeys(route.asked()).build()));
                effects.add(new Effect.Say(StepDecision.of(route.outcome(), route.why()).alert(placed.getFirst().alert()
                        .getIdentity())));
            }
        });
    }

    /** The id follows from the position of the first alert in the request, so a replay produces the same id. */
    private String idOf(List<Placed> placed) {
        return signal.getId() + "/to-" + placed.getFirst().place();
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
