package dev.tocsin.policy.read;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.policy.model.Contact;
import dev.tocsin.policy.model.ContactRule;
import dev.tocsin.policy.model.QuietHours;
import dev.tocsin.policy.model.Target.Address;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads how a person wants to be paged: {@code contact} and {@code quiet-hours} of a target. */
final class ContactReader {

    private static final String STEPS = "[{after: 0m, by: push}, {after: 2m, by: text}]";
    private static final String HOURS = "only: {from: \"22:00\", to: \"07:00\"}";

    private final List<String> severities;
    private final RestrictionReader hours;
    private final Times times;
    private final Findings findings;

    /**
     * A reader of contact rules.
     *
     * @param severities
     *            ids, the most severe first
     */
    ContactReader(List<String> severities, RestrictionReader hours, Times times, Findings findings) {
        this.severities = List.copyOf(severities);
        this.hours = hours;
        this.times = times;
        this.findings = findings;
    }

    /**
     * What the section says of contact.
     *
     * @param addresses
     *            of the target
     * @param reach
     *            names of the channels of all its addresses, also of those that could not be read
     */
    Contact read(Section target, List<Address> addresses, Set<String> reach) {
        var zone = times.zone(target);
        var known = addresses.stream().map(Address::channel).collect(Collectors.toCollection(LinkedHashSet::new));
        known.addAll(reach);
        var rules = new ArrayList<ContactRule>();
        for (var item : target.items("contact", "[{severities: [SEV1], steps: " + STEPS + "}]")) {
            Section.of(item, SectionKind.CONTACT, findings).flatMap(section -> rule(section, zone, known))
                    .ifPresent(rules::add);
        }
        return new Contact(rules, target.node("quiet-hours")
                .flatMap(node -> Section.of(node, SectionKind.QUIET_HOURS, findings))
                .flatMap(section -> quiet(section, zone, known)));
    }

    private Optional<ContactRule> rule(Section section, ZoneId zone, Set<String> known) {
        var covered = severities(section);
        var when = hours.read(section, zone);
        section.needed("steps", STEPS);
        var steps = new ArrayList<ContactRule.Step>();
        var items = section.items("steps", STEPS);
        if (section.node("steps").isPresent() && items.isEmpty()) {
            findings.add(section.node("steps").get().place(), "a contact rule has no steps", "add some, such as "
                    + STEPS + ", or remove the rule");
        }
        for (var item : items) {
            Section.of(item, SectionKind.CONTACT_STEP, findings).ifPresent(step -> step(step, steps, known));
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new ContactRule(covered, when, steps));
    }

    private void step(Section section, List<ContactRule.Step> steps, Set<String> known) {
        section.needed("by", "push");
        var by = section.words("by", "push").stream().filter(word -> isReached(word, known)).map(Scalar::text)
                .distinct().toList();
        var after = DurationReader.read(section, "after", "2m").orElse(Duration.ZERO);
        if (!steps.isEmpty() && after.compareTo(steps.getLast().after()) <= 0) {
            findings.add(section.node("after").map(YamlNode::place).orElse(section.place()),
                    "a contact step is not later than the one before", "write the steps by rising 'after'; channels"
                            + " that are used together are one step, such as {after: 0m, by: [push, text]}");
        }
        if (!by.isEmpty()) {
            steps.add(new ContactRule.Step(after, by));
        }
    }

    private Optional<QuietHours> quiet(Section section, ZoneId zone, Set<String> known) {
        section.needed("severities", "[" + (severities.isEmpty() ? "SEV3" : severities.getLast()) + "]");
        var waiting = new LinkedHashSet<>(severities(section));
        severities.stream().findFirst().ifPresent(waiting::remove);
        var when = hours.read(section, zone);
        if (section.node("only").isEmpty() && section.node("during").isEmpty() && section.node("outside").isEmpty()) {
            findings.add(section.place(), "'quiet-hours' has no hours", "add '" + HOURS + "' or 'outside: office'");
        }
        var instead = section.scalar("instead", "chat").filter(word -> isReached(word, known)).map(Scalar::text);
        return when.isEmpty() ? Optional.empty() : Optional.of(new QuietHours(waiting, when, instead));
    }

    private Set<String> severities(Section section) {
        var named = new LinkedHashSet<String>();
        section.words("severities", "[SEV1]").stream().filter(word -> Names.isKnown(word, "severity", severities,
                findings)).forEach(word -> named.add(word.text()));
        return named;
    }

    private boolean isReached(Scalar channel, Set<String> known) {
        if (known.contains(channel.text())) {
            return true;
        }
        findings.add(channel.place(), "the target has no address on channel '" + Section.shortened(channel.text())
                + "'", Nearest.to(channel.text(), known).map(near -> "write '" + near + "'")
                        .orElseGet(() -> known.isEmpty()
                                ? "add an address under 'reach'"
                                : "add an address under 'reach', or write " + String.join(" or ", known)));
        return false;
    }
}
