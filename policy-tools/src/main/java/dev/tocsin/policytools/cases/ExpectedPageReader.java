package dev.tocsin.policytools.cases;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.policy.read.DurationReader;
import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.read.Section;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.schemas.time.Durations;

/** Reads what is expected of one incident. */
final class ExpectedPageReader {

    /** The key of every trait. */
    static final List<String> KEYS = Arrays.stream(ExpectedTrait.values()).map(ExpectedTrait::key).toList();

    private final Findings findings;

    ExpectedPageReader(Findings findings) {
        this.findings = findings;
    }

    Expectation.Wanted wanted(Section section) {
        var values = new ArrayList<Expectation.Value>();
        for (var trait : ExpectedTrait.values()) {
            section.node(trait.key()).flatMap(node -> texts(trait, node)
                    .map(texts -> new Expectation.Value(trait, node.place(), texts))).ifPresent(values::add);
        }
        return new Expectation.Wanted(section.place(), values);
    }

    private Optional<List<String>> texts(ExpectedTrait trait, YamlNode node) {
        return switch (trait.form()) {
            case TEXT, PART -> single(trait, node).map(ExpectedPageReader::text).map(List::of);
            case FLAG -> single(trait, node).flatMap(it -> oneOf(it, List.of("true", "false")));
            case NUMBER -> single(trait, node).flatMap(it -> it.text().matches("[0-9]{1,9}")
                    ? Optional.of(List.of(it.text()))
                    : wrong(trait, it));
            case DURATION -> single(trait, node).flatMap(it -> DurationReader.parse(it.text())
                    .map(duration -> List.of(Durations.written(duration))).or(() -> wrong(trait, it)));
            case STATE -> single(trait, node)
                    .flatMap(it -> oneOf(it, Arrays.stream(IncidentState.values()).map(Enum::name).toList()));
            case WORDS -> words(trait, node).map(list -> list.stream().map(ExpectedPageReader::text).toList());
            case FACTS -> words(trait, node).map(list -> list.stream()
                    .flatMap(it -> oneOf(it, Arrays.stream(FactKind.values()).map(Enum::name).toList()).stream())
                    .flatMap(List::stream).toList());
            case PAGES -> pages(trait, node);
        };
    }

    private Optional<Scalar> single(ExpectedTrait trait, YamlNode node) {
        return node instanceof Scalar scalar ? Optional.of(scalar) : wrong(trait, node);
    }

    private static String text(Scalar scalar) {
        return scalar.isEmpty() ? "" : scalar.text();
    }

    private Optional<List<String>> oneOf(Scalar scalar, List<String> known) {
        var word = scalar.text().strip().toUpperCase(Locale.ROOT).replace('-', '_');
        var found = known.stream().filter(each -> each.equalsIgnoreCase(word)).findFirst();
        if (found.isEmpty()) {
            findings.add(scalar.place(), "unknown word '" + Section.shortened(scalar.text()) + "'",
                    Nearest.advice(scalar.text(), known));
        }
        return found.map(List::of);
    }

    private Optional<List<Scalar>> words(ExpectedTrait trait, YamlNode node) {
        return switch (node) {
            case Scalar scalar -> Optional.of(scalar.isEmpty() ? List.of() : List.of(scalar));
            case YamlNode.Sequence list when list.items().stream().allMatch(Scalar.class::isInstance) ->
                Optional.of(list.items().stream().map(Scalar.class::cast).toList());
            case YamlNode other -> wrong(trait, other);
        };
    }

    private Optional<List<String>> pages(ExpectedTrait trait, YamlNode node) {
        if (!(node instanceof YamlNode.Sequence list)) {
            return wrong(trait, node);
        }
        var pages = new ArrayList<String>();
        for (var item : list.items()) {
            Section.of(item, "a page", List.of("after", "notify"), findings).ifPresent(section -> {
                var after = section.node("after").isEmpty()
                        ? Optional.of(java.time.Duration.ZERO)
                        : DurationReader.read(section, "after", "0m");
                section.needed("notify", "[on-call]");
                var who = section.words("notify", "[on-call]").stream().map(Scalar::text).toList();
                after.ifPresent(it -> pages.add(CaseClimb.shown(Durations.written(it), who)));
            });
        }
        return Optional.of(pages);
    }

    private <T> Optional<T> wrong(ExpectedTrait trait, YamlNode node) {
        findings.add(node.place(), "'" + trait.key() + "' cannot have this value",
                "write something like '" + trait.key() + ": " + trait.form().example() + "'");
        return Optional.empty();
    }
}
