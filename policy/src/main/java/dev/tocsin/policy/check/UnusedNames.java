package dev.tocsin.policy.check;

import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlProblems;

/**
 * Warns of unused names. Where a name is mentioned it counts as used, whatever it means there; what
 * people call by name (escalations, roles) is not asked about.
 */
final class UnusedNames implements PolicyInspection {

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        unused(file, "targets", "target", List.of("ladders", "routing", "schedules", "escalations", "stakeholders",
                "plans",
                "follow-ups", "operator", "emergency"), warnings);
        unused(file, "schedules", "schedule", List.of("ladders", "routing", "escalations", "stakeholders", "plans",
                "follow-ups"),
                warnings);
        unused(file, "channels", "channel", List.of("targets", "plans", "stakeholders", "follow-ups"), warnings);
        unused(file, "ladders", "ladder", List.of("severities", "rules", "fallback", "defaults", "storms", "routing"),
                warnings);
        unused(file, "windows", "window", List.of("routing"), warnings);
        unused(file, "symptoms", "symptom", List.of("rules", "fallback", "defaults"), warnings);
        unused(file, "plans", "plan", List.of("severities"), warnings);
        calendars(file, warnings);
    }

    private static void unused(PolicyFile file, String section, String what, List<String> users,
            YamlProblems warnings) {
        var mentioned = users.stream().flatMap(user -> PolicyFile.node(file.root(), user).stream())
                .flatMap(UnusedNames::texts).toList();
        for (var entry : file.entries(section)) {
            var name = entry.key().text();
            if (mentioned.stream().noneMatch(text -> text.equals(name) || mayBecome(text))) {
                warnings.add(entry.key().place(), what + " '" + name + "' is never used",
                        "reference it under " + String.join(", ", users.subList(0, Math.min(2, users.size())))
                                + ", or remove it");
            }
        }
    }

    /** A template may become any name. */
    private static boolean mayBecome(String text) {
        return text.matches("(?s).*\\{[^}]+\\}.*")
                && !text.contains(" ");
    }

    private static void calendars(PolicyFile file, YamlProblems warnings) {
        var texts = file.root() instanceof YamlNode.Mapping root
                ? root.entries().stream().filter(entry -> !entry.key().text().equals("calendars"))
                        .flatMap(entry -> texts(entry.value())).toList()
                : List.<String>of();
        for (var entry : file.entries("calendars")) {
            var name = entry.key().text();
            if (texts.stream().noneMatch(text -> text.equals(name) || text.contains("\"" + name + "\"")
                    || text.contains("'" + name + "'"))) {
                warnings.add(entry.key().place(), "calendar '" + name + "' is never used",
                        "use it in a clock (calendar: " + name + ") or a condition (businessHours(\"" + name
                                + "\")), or remove it");
            }
        }
    }

    private static Stream<String> texts(YamlNode node) {
        var texts = Stream.<String>builder();
        PolicyFile.eachScalar(node, scalar -> texts.add(scalar.text()));
        return texts.build();
    }
}
