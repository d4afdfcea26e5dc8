package dev.tocsin.escalator;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.Contact;
import dev.tocsin.policy.model.Ladder;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.Practice;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.oncall.OnCall;

/** A policy for tests. Each target is paged at the places named for it; places are {@code <channel>:<address>}. */
public final class PolicyBuilder {

    private final Map<String, Ladder> ladders = new LinkedHashMap<>();
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Map<String, ChannelSpec> channels = new LinkedHashMap<>();
    private final Map<String, OnCall> schedules = new LinkedHashMap<>();
    private Practice practice = Practice.NONE;
    private List<String> operator = List.of();
    private Optional<Duration> pageWithin = Optional.empty();

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

    /** With {@code send-resolved: false}. */
    public PolicyBuilder withoutEnds(String name, String type) {
        channels.put(name, new ChannelSpec(name, type, Map.of(), Map.of(), Set.of(), false, false, Optional.empty()));
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

    /** How a target that was named before wants to be paged. */
    public PolicyBuilder contact(String name, Contact contact) {
        targets.computeIfPresent(name, (_, target) -> new Target(name, target.addresses(), contact));
        return this;
    }

    public PolicyBuilder ladder(String name, int repeat, Duration repeatAfter, Ladder.Rung... rungs) {
        ladders.put(name, new Ladder(name, List.of(rungs), repeat, repeatAfter));
        return this;
    }

    public static Ladder.Rung rung(int minutes, String... targets) {
        return new Ladder.Rung(Duration.ofMinutes(minutes), List.of(targets));
    }

    /** The ladder of that name, beginning and ending in another way. */
    public PolicyBuilder conduct(String name, Ladder.Conduct conduct) {
        var ladder = ladders.get(name);
        ladders.put(name, new Ladder(name, ladder.rungs(), ladder.repeat(), ladder.repeatAfter(), ladder.steps(),
                conduct));
        return this;
    }

    /** A conduct that needs so many acknowledges. */
    public static Ladder.Conduct needing(int acknowledges) {
        return new Ladder.Conduct(acknowledges, Optional.empty(), false, List.of(), Optional.empty());
    }

    /** Somebody else is on call from a moment on; before the first moment, and where nobody is named, there is a gap. */
    public PolicyBuilder schedule(String name, Map<Instant, List<String>> from) {
        schedules.put(name, new Shifts(name, new TreeMap<>(from)));
        return this;
    }

    /** A schedule that is asked as it is. */
    public PolicyBuilder schedule(OnCall schedule) {
        schedules.put(schedule.name(), schedule);
        return this;
    }

    /** Who runs Tocsin. */
    public PolicyBuilder operator(String... names) {
        operator = List.of(names);
        return this;
    }

    /** How late a page for a SEV1 or SEV2 still wakes somebody. */
    public PolicyBuilder pageWithin(Duration limit) {
        pageWithin = Optional.of(limit);
        return this;
    }

    private record Shifts(String name, NavigableMap<Instant, List<String>> from) implements OnCall {

        @Override
        public List<String> at(Instant moment) {
            return Optional.ofNullable(from.floorEntry(moment)).map(Map.Entry::getValue).orElse(List.of());
        }

        @Override
        public List<String> everybody() {
            return from.values().stream().flatMap(List::stream).distinct().toList();
        }
    }

    public Policy build() {
        var severities = List.of(severity(1), severity(2));
        var all = new HashMap<>(practice.schedules());
        all.putAll(schedules);
        var practiced = new Practice(practice.symptoms(), practice.roles(), practice.escalations(), practice
                .calendars(), practice.plans(), practice.stakeholders(), practice.after(), all, operator, practice
                        .zone());
        return new Policy("test", List.of("service"), severities, List.of(), ladders, targets, channels,
                Optional.empty(), AlertHandling.PLAIN, practiced);
    }

    private SeverityLevel severity(int rank) {
        return new SeverityLevel("SEV" + rank, rank, "severity " + rank, "sev" + rank, Duration.ofMinutes(5),
                Duration.ofHours(1), Optional.empty(), Map.of(), pageWithin);
    }

    private static Target.Address address(String place) {
        var colon = place.indexOf(':');
        return new Target.Address(place.substring(0, colon), place.substring(colon + 1));
    }
}
