package dev.tocsin.policytools.cases;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.CommandKind;
import dev.tocsin.policy.read.DurationReader;
import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.read.Section;
import dev.tocsin.policy.read.Times;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.schemas.command.CommandSpec;
import dev.tocsin.schemas.command.Commands;

/** Reads one step of a case: an alert, unless it says {@code command}, {@code change}, {@code silence} or {@code wait}. */
public final class CaseStepReader {

    private static final List<String> ALERT = List.of("labels", "annotations", "values", "name", "summary",
            "description", "source", "format", "status", "identity", "after", "times", "every");
    private static final int MOST = 100_000;

    private final Findings findings;
    private int count;

    /** Reads the steps of one case, in order. */
    public CaseStepReader(Findings findings) {
        this.findings = findings;
    }

    /** The next step; empty, and reported, when it cannot be read. */
    public Optional<CaseStep> read(YamlNode node) {
        count++;
        if (node instanceof Mapping mapping) {
            for (var entry : mapping.entries()) {
                switch (entry.key().text()) {
                    case "command" -> {
                        return command(node);
                    }
                    case "change" -> {
                        return change(node);
                    }
                    case "silence" -> {
                        return silence(node);
                    }
                    case "wait" -> {
                        return Section.of(node, "a pause", List.of("wait"), findings)
                                .flatMap(section -> DurationReader.read(section, "wait", "5m")).map(
                                        CaseStep.Waited::new);
                    }
                    default -> {
                    }
                }
            }
        }
        return Section.of(node, "an alert", ALERT, findings).map(this::alert);
    }

    private CaseStep alert(Section section) {
        var labels = texts(section, "labels");
        var status = section.scalar("status", "firing").flatMap(word -> switch (word.text()) {
            case "firing" -> Optional.of(AlertStatus.FIRING);
            case "resolved" -> Optional.of(AlertStatus.RESOLVED);
            default -> {
                findings.add(word.place(), "unknown alert status",
                        "write 'status: firing' or 'status: resolved'");
                yield Optional.<AlertStatus>empty();
            }
        }).orElse(AlertStatus.FIRING);
        var annotations = texts(section, "annotations");
        var name = text(section, "name", labels.getOrDefault("alertname", ""));
        var summary = text(section, "summary", annotations.getOrDefault("summary", name));
        return new CaseStep.Told(after(section), status, text(section, "identity", ""),
                text(section, "source", "prometheus"), text(section, "format", "alertmanager"), name, summary,
                text(section, "description", annotations.getOrDefault("description", "")), labels, annotations,
                numbers(section), times(section), DurationReader.read(section, "every", "1m").orElse(Duration.ZERO));
    }

    private Optional<CaseStep> command(YamlNode node) {
        var keys = new ArrayList<>(List.of("command", "by", "via", "note", "after", "incident"));
        keys.addAll(Commands.argumentNames());
        return Section.of(node, "a command", keys, findings).flatMap(section -> {
            var arguments = new LinkedHashMap<String, String>();
            for (var key : Commands.argumentNames()) {
                if (section.node(key).isPresent()) {
                    arguments.put(key, String.join("\n",
                            section.words(key, "...").stream().map(Scalar::text).toList()));
                }
            }
            var incident = number(section, "incident", 1);
            return section.scalar("command", "acknowledge").flatMap(this::kind)
                    .map(kind -> new CaseStep.Commanded(after(section), section.place(), kind,
                            text(section, "by", "anna"), text(section, "via", "cases"), text(section, "note", ""),
                            incident, arguments));
        });
    }

    /** By its name in the API or by that of its kind: {@code severity} or {@code set-severity}. */
    private Optional<CommandKind> kind(Scalar word) {
        var meant = Commands.named(word.text());
        if (meant.isEmpty()) {
            findings.add(word.place(), "unknown command '" + Section.shortened(word.text()) + "'",
                    Nearest.advice(word.text(), Commands.all().stream().flatMap(spec -> Stream.of(spec.name(), spec
                            .kindName())).distinct().toList()));
        }
        return meant.map(CommandSpec::kind);
    }

    private Optional<CaseStep> change(YamlNode node) {
        return Section.of(node, "a change", List.of("change", "after"), findings).flatMap(outer -> outer.node("change")
                .flatMap(inner -> Section.of(inner, "'change'",
                        List.of("id", "service", "kind", "source", "author", "summary", "labels"), findings))
                .map(section -> {
                    var service = section.neededScalar("service", "checkout").map(Scalar::text).orElse("");
                    return new CaseStep.Changed(after(outer), text(section, "id", "change-" + count), service,
                            text(section, "kind", "deployment"), text(section, "source", "github"),
                            text(section, "author", "anna"), text(section, "summary", "a change of " + service),
                            texts(section, "labels"));
                }));
    }

    private Optional<CaseStep> silence(YamlNode node) {
        return Section.of(node, "a silence", List.of("silence", "after"), findings)
                .flatMap(outer -> outer.node("silence")
                        .flatMap(inner -> Section.of(inner, "'silence'",
                                List.of("id", "when", "services", "author", "reason", "for", "until"), findings))
                        .map(section -> silence(outer, section)));
    }

    private CaseStep silence(Section outer, Section section) {
        var services = section.words("services", "[orders-db]").stream().map(Scalar::text).toList();
        if (services.isEmpty()) {
            section.needed("when", "alertname=\"BackupSlow\"");
        }
        var until = new Times(ZoneOffset.UTC, findings).moment(section, "until", ZoneOffset.UTC);
        return new CaseStep.Silenced(after(outer), text(section, "id", "silence-" + count), text(section, "when", ""),
                services, text(section, "author", "anna"), text(section, "reason", "set by the case"),
                DurationReader.read(section, "for", "1h").orElse(Duration.ofHours(1)), until);
    }

    private Duration after(Section section) {
        return DurationReader.read(section, "after", "1m").orElse(Duration.ZERO);
    }

    private static String text(Section section, String key, String otherwise) {
        return section.node(key).isEmpty()
                ? otherwise
                : section.scalar(key, "text").map(Scalar::text).orElse(otherwise);
    }

    private int times(Section section) {
        var times = number(section, "times", 1);
        if (times > MOST) {
            findings.add(section.node("times").orElseThrow().place(), "more than " + MOST + " alerts in one step",
                    "write fewer");
        }
        return times;
    }

    private int number(Section section, String key, int otherwise) {
        return section.scalar(key, "2").map(scalar -> {
            if (scalar.text().matches("[1-9][0-9]{0,8}")) {
                return Integer.parseInt(scalar.text());
            }
            findings.add(scalar.place(), "'" + key + "' is not a number from 1", "write a number, such as 2");
            return otherwise;
        }).orElse(otherwise);
    }

    private Map<String, Double> numbers(Section section) {
        var numbers = new LinkedHashMap<String, Double>();
        entries(section, "values").forEach((key, scalar) -> {
            try {
                numbers.put(key, Double.valueOf(scalar.text()));
            } catch (NumberFormatException none) {
                findings.add(scalar.place(), "'" + key + "' is not a number", "write a number, such as 50.0");
            }
        });
        return numbers;
    }

    private Map<String, String> texts(Section section, String key) {
        var texts = new LinkedHashMap<String, String>();
        entries(section, key).forEach((name, scalar) -> texts.put(name, scalar.isEmpty() ? "" : scalar.text()));
        return texts;
    }

    private Map<String, Scalar> entries(Section section, String key) {
        var entries = new LinkedHashMap<String, Scalar>();
        section.node(key).ifPresent(node -> {
            if (node instanceof Mapping mapping) {
                for (var entry : mapping.entries()) {
                    if (entry.value() instanceof Scalar scalar) {
                        entries.put(entry.key().text(), scalar);
                    } else {
                        findings.add(entry.value().place(), "'" + entry.key().text() + "' is " + entry.value().kind(),
                                "write a single value");
                    }
                }
            } else {
                findings.add(node.place(), "'" + key + "' is " + node.kind(), "write names with values: {name: value}");
            }
        });
        return entries;
    }
}
