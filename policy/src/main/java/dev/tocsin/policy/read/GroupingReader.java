package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.policy.model.Grouping;
import dev.tocsin.policy.model.Grouping.Resolves;
import dev.tocsin.policy.model.Grouping.Threshold;

/** Reads how the alerts of a rule become an incident: what the rule does not say, the defaults say. */
final class GroupingReader {

    private static final int MOST_ALERTS = 100_000;
    private static final List<String> RESOLVES = Arrays.stream(Resolves.values()).map(GroupingReader::word).toList();

    private final Findings findings;

    GroupingReader(Findings findings) {
        this.findings = findings;
    }

    Grouping read(Section section, Grouping defaults) {
        return new Grouping(threshold(section).or(defaults::threshold),
                time(section, "window", "1h").or(defaults::window),
                Numbers.share(section, "similar", "0.6").or(defaults::similarity),
                resolves(section).orElse(defaults.resolves()),
                Numbers.flag(section, "lower").orElse(defaults.lowers()),
                time(section, "inactive", "6h").or(defaults::inactivity),
                time(section, "max-age", "14d").or(defaults::maxAge));
    }

    private Optional<Threshold> threshold(Section rule) {
        return rule.node("threshold").flatMap(node -> Section.of(node, SectionKind.THRESHOLD, findings))
                .flatMap(section -> {
                    section.needed("alerts", "5");
                    section.needed("within", "10m");
                    var alerts = Numbers.whole(section, "alerts", 2, MOST_ALERTS,
                            "write at least 2, or remove 'threshold': a single alert then opens an incident");
                    var within = time(section, "within", "10m");
                    return alerts.flatMap(count -> within.map(time -> new Threshold(count, time)));
                });
    }

    private static Optional<Duration> time(Section section, String key, String example) {
        return DurationReader.positive(section, key, example);
    }

    private Optional<Resolves> resolves(Section section) {
        return section.scalar("resolve", "all")
                .filter(word -> Names.isOneOf(word, "resolve", RESOLVES, findings))
                .map(word -> Resolves.valueOf(word.text().toUpperCase(Locale.ROOT)));
    }

    private static String word(Resolves resolves) {
        return resolves.name().toLowerCase(Locale.ROOT);
    }
}
