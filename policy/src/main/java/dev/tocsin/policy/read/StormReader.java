package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.model.StormRule;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads the list {@code storms}. */
final class StormReader {

    private static final String EXAMPLE = "[{id: flood, by: source, alerts: 200, within: 1m, severity: SEV2}]";
    private static final int MOST_ALERTS = 1_000_000;
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);
    private static final List<String> SCOPES = Arrays.stream(StormRule.Scope.values())
            .map(scope -> scope.name().toLowerCase(Locale.ROOT)).toList();

    private final Set<String> severities;
    private final Set<String> ladders;
    private final Findings findings;

    StormReader(Set<String> severities, Set<String> ladders, Findings findings) {
        this.severities = severities;
        this.ladders = ladders;
        this.findings = findings;
    }

    List<StormRule> read(Section policy) {
        var storms = new ArrayList<StormRule>();
        var names = new Names("storm", findings);
        for (var item : policy.items("storms", EXAMPLE)) {
            Section.of(item, SectionKind.STORM, findings).ifPresent(section -> {
                section.neededScalar("id", "flood").ifPresent(names::give);
                storm(section).ifPresent(storms::add);
            });
        }
        return storms;
    }

    private Optional<StormRule> storm(Section section) {
        section.needed("alerts", "200");
        section.needed("within", "1m");
        var by = section.scalar("by", "source").filter(word -> Names.isOneOf(word, "by", SCOPES, findings))
                .map(word -> StormRule.Scope.valueOf(word.text().toUpperCase(Locale.ROOT)))
                .orElse(StormRule.Scope.SOURCE);
        var alerts = Numbers.whole(section, "alerts", 2, MOST_ALERTS, "write how many new alerts start a storm");
        var within = DurationReader.positive(section, "within", "1m");
        var severity = section.neededScalar("severity", "SEV2")
                .filter(it -> Names.isKnown(it, "severity", severities, findings));
        var ladder = section.scalar("ladder", "urgent")
                .filter(it -> Names.isKnown(it, "ladder", ladders, findings)).map(Scalar::text);
        var except = except(section);
        var hold = hold(section);
        return alerts.flatMap(count -> {
            var leave = Numbers.whole(section, "leave", 0, count - 1,
                    "write fewer than 'alerts', which starts the storm").orElse(count / 10);
            return within.flatMap(window -> severity.map(level -> new StormRule(
                    section.scalar("id", "flood").map(Scalar::text).orElse(""), by, count, window, leave, level.text(),
                    ladder, except, hold)));
        });
    }

    private Set<String> except(Section section) {
        var except = new LinkedHashSet<String>();
        section.words("except", "[SEV1]").stream()
                .filter(word -> Names.isKnown(word, "severity", severities, findings))
                .forEach(word -> except.add(word.text()));
        return except;
    }

    private Duration hold(Section section) {
        var hold = DurationReader.read(section, "hold", "5s").orElse(Duration.ZERO);
        if (hold.compareTo(LONGEST_HOLD) > 0) {
            findings.add(section.node("hold").orElse(section.whole()).place(),
                    "'hold' delays first pages by more than 10 minutes", "write a few seconds, such as 5s");
        }
        return hold;
    }
}
