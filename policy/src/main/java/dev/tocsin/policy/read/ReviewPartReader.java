package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.policy.model.ReviewPart;
import dev.tocsin.policy.model.ReviewPart.Kind;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads {@code document} of a review: the sections of the document, in order. */
final class ReviewPartReader {

    private static final List<String> WORDS = Stream.of(Kind.values()).map(Kind::word).toList();
    private static final String EXAMPLE = "[summary, {section: impact, ask: [Users affected]}]";

    private final Findings findings;

    ReviewPartReader(Findings findings) {
        this.findings = findings;
    }

    List<ReviewPart> read(Section review) {
        var parts = new ArrayList<ReviewPart>();
        for (var item : review.items("document", EXAMPLE)) {
            if (item instanceof Scalar word) {
                kind(word).map(Kind::standard).ifPresent(parts::add);
            } else {
                Section.of(item, SectionKind.REVIEW_PART, findings).flatMap(this::part).ifPresent(parts::add);
            }
        }
        return parts;
    }

    private Optional<ReviewPart> part(Section section) {
        var standard = section.neededScalar("section", "impact").flatMap(this::kind).map(Kind::standard);
        return standard.filter(part -> hasHeading(part, section)).map(part -> new ReviewPart(part.kind(), section
                .scalar(
                        "heading", "Impact").map(Scalar::text).orElse(part.heading()), section.node("ask").isEmpty()
                                ? part.ask()
                                : section.words("ask", "[Users affected]").stream().map(Scalar::text).toList(),
                horizons(
                        section)));
    }

    private boolean hasHeading(ReviewPart part, Section section) {
        return part.kind() != Kind.FREE || section.needed("heading", "Thanks").isPresent();
    }

    private Optional<Kind> kind(Scalar word) {
        return Names.isOneOf(word, "section", WORDS, findings)
                ? Stream.of(Kind.values()).filter(kind -> kind.word().equals(word.text())).findFirst()
                : Optional.empty();
    }

    private Map<String, Duration> horizons(Section section) {
        var horizons = new LinkedHashMap<String, Duration>();
        section.node("horizons").flatMap(node -> Section.mapping(node, "'horizons'", findings)).map(
                YamlNode.Mapping::entries).orElse(List.of()).forEach(entry -> {
                    var within = entry.value() instanceof Scalar text
                            ? DurationReader.parse(text.text())
                            : Optional.<Duration>empty();
                    within.ifPresentOrElse(time -> horizons.put(entry.key().text(), time), () -> findings.add(entry
                            .value().place(), "the horizon '" + Section.shortened(entry.key().text())
                                    + "' is not a duration", "write a time from the resolve, such as 7d"));
                });
        return horizons;
    }
}
