package dev.tocsin.standalone.oncall;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.policy.model.Contact;
import dev.tocsin.policy.model.ContactRule;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.policy.model.QuietHours;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.oncall.Restriction;
import dev.tocsin.policy.suppress.TimeWindow;

/** How people are reached once they are paged, one line for each rule. */
public final class ContactSheet {

    private ContactSheet() {}

    /** All people with contact rules or quiet hours, by name. */
    public static List<String> of(Policy policy) {
        return new TreeSet<>(policy.targets().keySet()).stream().flatMap(name -> of(policy, name).stream()).toList();
    }

    /** One person; no lines if all addresses are used at once, at any hour. */
    public static List<String> of(Policy policy, String name) {
        var target = Optional.ofNullable(policy.targets().get(name)).filter(known -> !known.contact().equals(
                Contact.AT_ONCE));
        return target.map(known -> lines(policy, known)).orElse(List.of());
    }

    private static List<String> lines(Policy policy, Target target) {
        var lines = new ArrayList<String>();
        for (var rule : target.contact().rules()) {
            lines.add(severities(policy, rule) + hours(rule.hours()) + ": " + rule.words());
        }
        if (target.contact().rules().stream().noneMatch(rule -> rule.severities().isEmpty() && rule.hours()
                .isEmpty())) {
            lines.add((lines.isEmpty() ? "" : "otherwise: ") + target.addresses().stream().map(
                    Target.Address::channel).distinct().collect(Collectors.joining(", ")) + " at once");
        }
        target.contact().quiet().ifPresent(quiet -> lines.add(quiet(policy, quiet)));
        return lines.stream().map(line -> target.name() + "  " + line).toList();
    }

    private static String severities(Policy policy, ContactRule rule) {
        return rule.severities().isEmpty()
                ? "all severities"
                : inOrder(policy, rule.severities().stream());
    }

    private static String quiet(Policy policy, QuietHours quiet) {
        return "quiet hours" + hours(quiet.hours()) + ": " + inOrder(policy, quiet.severities().stream()) + quiet
                .instead().map(channel -> " by " + channel + " only").orElse(" wait until they end");
    }

    private static String inOrder(Policy policy, Stream<String> some) {
        var named = some.collect(Collectors.toSet());
        return policy.severities().stream().map(SeverityLevel::id).filter(named::contains).collect(Collectors.joining(
                ", "));
    }

    private static String hours(List<Restriction> hours) {
        return hours.stream().map(hour -> " " + hours(hour)).collect(Collectors.joining());
    }

    private static String hours(Restriction hour) {
        return switch (hour) {
            case Restriction.Within within -> within.windows().stream().map(ContactSheet::window).collect(Collectors
                    .joining(" and "));
            case Restriction.WhileWorking working -> (working.open() ? "during " : "outside ") + working.calendar()
                    .name();
        };
    }

    private static String window(TimeWindow window) {
        var days = window.days().stream().sorted().map(day -> TimeWindow.DAY_NAMES.get(day.getValue() - 1)).collect(
                Collectors.joining(","));
        return (days.isEmpty() ? "" : days + " ") + window.from() + "-" + window.to() + " (" + window.zone() + ")";
    }
}
