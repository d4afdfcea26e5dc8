package dev.tocsin.escalator;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Handling;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Practice;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.model.Target;

/** A policy for tests. Each target is paged at the places named for it; places are {@code <channel>:<address>}. */
public final class PolicyBuilder {

    private final Map<String, Ladder> ladders = new LinkedHashMap<>();
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<String, ChannelSpec> channels = new LinkedHashMap<>();
    private Practice practice = Practice.NONE;

    /**
     * Ladder sev1: on-call at once, lead after 5 min, manager after 15 min; sev2: on-call at once, lead after 30 min.
     */
    public static PolicyBuilder aPolicy() {
        return new PolicyBuilder().channel("inbox", "inbox", NotificationKind.RESOLVED)
                .channel("hook", "webhook", NotificationKind.ACKNOWLEDGED, NotificationKind.MITIGATED)
                .channel("mail", "email").target("oncall", "hook:oncall").target("lead", "hook:lead")
                .target("manager", "mail:boss@shop.example")
                .ladder("sev1", 0, Duration.ofMinutes(10), rung(0, "oncall"), rung(5, "lead"), rung(15, "manager"))
                .ladder("sev2", 0, Duration.ofMinutes(10), rung(0, "oncall"), rung(30, "lead"));
    }

    public PolicyBuilder channel(String name, String type, NotificationKind... tells) {
        channels.put(name, new ChannelSpec(name, type, Map.of(), Map.of(), Set.of(tells)));
        return this;
    }

    public PolicyBuilder cleared(String name, String type) {
        channels.put(name, new ChannelSpec(name, type, Map.of(), Map.of(), Set.of(), true));
        return this;
    }

    public PolicyBuilder practice(Practice other) {
        practice = other;
        return this;
    }

    public PolicyBuilder without(String channel) {
        channels.remove(channel);
        return this;
    }

    public PolicyBuilder target(String name, String... places) {
        targets.put(name, new Target(name, Arrays.stream(places).map(PolicyBuilder::address).toList()));
        return this;
    }

    public PolicyBuilder ladder(String name, int repeat, Duration repeatAfter, Ladder.Rung... rungs) {
        ladders.put(name, new Ladder(name, List.of(rungs), repeat, repeatAfter));
        return this;
    }

    public static Ladder.Rung rung(int minutes, String... targets) {
        return new Ladder.Rung(Duration.ofMinutes(minutes), List.of(targets));
    }

    public Policy build() {
        var severities = List.of(severity(1), severity(2));
        return new Policy("test", List.of("service"), severities, List.of(), ladders, targets, channels,
                Optional.empty(), Handling.PLAIN, practice);
    }

    private static SeverityLevel severity(int rank) {
        return new SeverityLevel("SEV" + rank, rank, "severity " + rank, "sev" + rank, Duration.ofMinutes(5),
                Duration.ofHours(1));
    }

    private static Target.Address address(String place) {
        var colon = place.indexOf(':');
        return new Target.Address(place.substring(0, colon), place.substring(colon + 1));
    }
}
