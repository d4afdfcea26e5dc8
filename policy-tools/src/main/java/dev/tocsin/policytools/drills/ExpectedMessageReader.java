package dev.tocsin.policytools.drills;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.policy.read.DurationReader;
import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.read.Section;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads the lines of what is expected: {@code {at: 15m, kind: page, target: on-call, channel: pager}}. */
final class ExpectedMessageReader {

    private static final List<String> WHEN = List.of("at", "every", "times");
    private static final List<String> WHAT = List.of("says", "details", "incident");
    private static final List<String> TOLD = List.of("kind", "target", "channel", "address");
    private static final String EXAMPLE = "[{at: 15m, kind: page, target: on-call}]";
    private static final int MOST = 10_000;

    private final Findings findings;

    ExpectedMessageReader(Findings findings) {
        this.findings = findings;
    }

    /** Who must be told what. */
    List<ExpectedMessage> told(Section section, String key) {
        return section.items(key, EXAMPLE).stream().flatMap(item -> Section.of(item, "an expected message", keys(TOLD,
                WHEN, WHAT), findings).stream()).flatMap(this::told).toList();
    }

    /** What must stand on the timeline. */
    List<ExpectedMessage> facts(Section section, String key) {
        return section.items(key, "[{at: 15m, fact: acknowledged}]").stream().flatMap(item -> Section.of(item,
                "an expected fact", keys(List.of("fact"), WHEN, WHAT), findings).stream()).flatMap(this::fact)
                .toList();
    }

    /** What must not happen: both, in one list. */
    List<ExpectedMessage> never(Section section, String key) {
        return section.items(key, EXAMPLE).stream().flatMap(item -> Section.of(item, "what must never happen", keys(
                TOLD, WHAT, List.of("at", "fact")), findings).stream()).flatMap(each -> each.node("fact").isPresent()
                        ? fact(each)
                        : told(each)).toList();
    }

    private static List<String> keys(List<String> some, List<String> more, List<String> rest) {
        return Stream.of(some, more, rest).flatMap(List::stream).toList();
    }

    private Stream<ExpectedMessage> told(Section section) {
        var kind = section.node("kind").isEmpty()
                ? Optional.of("page")
                : section.scalar("kind", "page").flatMap(word -> known(word, "kind of message", MessageKinds.TOLD));
        return kind.stream().flatMap(it -> repeated(section, of(section, false, it)));
    }

    private Stream<ExpectedMessage> fact(Section section) {
        return section.neededScalar("fact", "acknowledged").flatMap(word -> known(word, "fact", MessageKinds.FACTS))
                .stream()
                .flatMap(it -> repeated(section, of(section, true, it)));
    }

    private ExpectedMessage of(Section section, boolean isFact, String kind) {
        return new ExpectedMessage(section.place(), DurationReader.read(section, "at", "15m"), isFact, kind, words(
                section,
                "target",
                "on-call"), words(section, "channel", "pager"), section.scalar("address", "C0INCIDENTS").map(
                        Scalar::text), words(section, "says", "part of the text"), details(section), incident(section));
    }

    /** 'every' and 'times' stand for so many lines. */
    private Stream<ExpectedMessage> repeated(Section section, ExpectedMessage first) {
        var every = DurationReader.read(section, "every", "15m");
        var times = number(section, "times");
        if (every.isEmpty() && times.isEmpty()) {
            return Stream.of(first);
        }
        if (every.isEmpty() || times.isEmpty() || first.at().isEmpty()) {
            findings.add(section.place(), "'at', 'every' and 'times' belong together",
                    "write all three: at: 15m, every: 15m, times: 4");
            return Stream.of(first);
        }
        return Stream.iterate(first.at().get(), (Duration at) -> at.plus(every.get())).limit(times.get()).map(
                first::at);
    }

    private Optional<String> known(Scalar word, String what, List<String> known) {
        if (!known.contains(word.text())) {
            findings.add(word.place(), "unknown " + what + " '" + Section.shortened(word.text()) + "'",
                    Nearest.advice(word.text(), known));
            return Optional.empty();
        }
        return Optional.of(word.text());
    }

    private static List<String> words(Section section, String key, String example) {
        return section.words(key, example).stream().map(Scalar::text).toList();
    }

    private Optional<Integer> incident(Section section) {
        return number(section, "incident");
    }

    private Optional<Integer> number(Section section, String key) {
        return section.scalar(key, "2").flatMap(scalar -> {
            if (scalar.text().matches("[1-9][0-9]{0,4}") && Integer.parseInt(scalar.text()) <= MOST) {
                return Optional.of(Integer.parseInt(scalar.text()));
            }
            findings.add(scalar.place(), "'" + key + "' is not a number from 1 to " + MOST,
                    "write a number, such as 2");
            return Optional.empty();
        });
    }

    private Map<String, String> details(Section section) {
        var details = new LinkedHashMap<String, String>();
        section.node("details").ifPresent(node -> {
            if (!(node instanceof Mapping mapping)) {
                findings.add(node.place(), "'details' is " + node.kind(),
                        "write names with values: {phase: respond}");
                return;
            }
            for (var entry : mapping.entries()) {
                if (entry.value() instanceof Scalar scalar) {
                    details.put(entry.key().text(), scalar.isEmpty() ? "" : scalar.text());
                } else {
                    YamlNode wrong = entry.value();
                    findings.add(wrong.place(), "'" + entry.key().text() + "' is " + wrong.kind(),
                            "write a single value");
                }
            }
        });
        return details;
    }
}
