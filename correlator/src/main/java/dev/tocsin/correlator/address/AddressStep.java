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
import dev.tocsin.correlator.state.Kind;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.AlertAddress;
import dev.tocsin.state.AlertState;

/**
 * Where each word of an alert is judged: in the log of the service that counts it. An alert whose identity outlives its
 * labels comes to the partition of its identity first ({@code Signal.homeKey}), and goes on from there to the service that
 * {@link ServiceKeyPinning} says. Any other alert is here already, unless another mapping of services was in force when it began: then
 * the logs of the services that {@link FormerMappings} name are asked for it, one after the other.
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
     *            what is remembered; read, and not changed
     * @param now
     *            log time of the signal
     * @return what is to be done, in order
     */
    static List<Effect> decide(AddressState state, JudgedSignal judged, Instant now) {
        var signal = judged.signal();
        var isHome = !signal.getHomeKey().isEmpty();
        var isHereAlready = !isHome && (state.hasOneMapping() || isFoundNowhere(signal));
        if (!(signal.getBody() instanceof Alert first) || isHereAlready) {
            return List.of(new Effect.Pass(judged.on(signal)));
        }
        var step = new AddressStep(state, judged, now);
        step.send(step.routes(first, isHome ? step::pin : step::seek));
        return List.copyOf(step.effects);
    }

    /** It was looked for under every other key, and comes back, or was sent here by the one who knows. */
    private static boolean isFoundNowhere(Signal signal) {
        return !signal.getAskedKeys().isEmpty() && signal.getAskedKeys().getFirst().equals(signal.getServiceKey());
    }

    /** Alerts of one request by where they go, in the order of the request. */
    private Map<Route, List<Placed>> routes(Alert first, Function<Alert, Route> route) {
        var all = Stream.concat(Stream.of(first), signal.getMoreAlerts().stream()).toList();
        var routes = new LinkedHashMap<Route, List<Placed>>();
        for (var place = 0; place < all.size(); place++) {
            routes.computeIfAbsent(route.apply(all.get(place)), _ -> new ArrayList<>()).add(new Placed(place + 1, all
                    .get(place)));
        }
        return routes;
    }

    /** The service that an alert is pinned to; notes this word of it. */
    private Route pin(Alert alert) {
        var identity = alert.getIdentity();
        var known = Optional.ofNullable(pinned.get(identity)).or(() -> state.address(identity)).filter(
                row -> ServiceKeyPinning
                        .holds(row, now, policy.policy().handling()));
        var mapped = signal.getServiceKey().isEmpty() ? policy.serviceKey(alert) : signal.getServiceKey();
        var row = ServiceKeyPinning.after(known, alert, mapped, now);
        pinned.put(identity, row);
        effects.add(new Effect.Put<>(Kind.ADDRESSES, identity, row));
        var why = known.isEmpty()
                ? "new or long-resolved alert; its labels assign it to service " + mapped
                : "the alert is pinned to service " + row.getServiceKey() + (mapped.equals(row.getServiceKey())
                        ? ""
                        : "; its current labels say " + mapped);
        return new Route(false, row.getServiceKey(), List.of(row.getServiceKey()), "addressed", why);
    }

    /** Where an alert is judged or looked for next, after another mapping of services came into force. */
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

    /** As the dedup step sees it, whose row it is. */
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

    /** From the place that the first of them has in the request, so that a replay gives the same. */
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
