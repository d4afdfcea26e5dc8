package dev.tocsin.policytools.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import dev.tocsin.policy.yaml.SourcePosition;
import dev.tocsin.schemas.time.Durations;

/** The policy as it grows, with notes and the variables that it needs. */
final class ImportDraft {

    private static final String WORST = "(?i).*(critical|page|fatal|emergency|disaster|p1|sev1|p0).*";
    private static final String MILDEST = "(?i).*(info|warn|low|minor|none|notice|p3|p4).*";

    private final Set<Imported.Note> notes = new LinkedHashSet<>();
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> channels = new LinkedHashMap<>();
    private final Map<String, String> shared = new HashMap<>();
    private final Map<String, String> targets = new LinkedHashMap<>();
    private final Map<String, List<String>> windows = new LinkedHashMap<>();
    private final List<String> routing = new ArrayList<>();
    private final List<String> silences = new ArrayList<>();
    private final List<String> inhibitions = new ArrayList<>();
    private Optional<String> usual = Optional.empty();

    void note(SourcePosition at, String text) {
        notes.add(new Imported.Note(at.line(), text));
    }

    List<Imported.Note> notes() {
        return notes.stream().sorted(Comparator.comparingInt(Imported.Note::line)).toList();
    }

    Map<String, String> variables() {
        return variables;
    }

    /** A reference to a secret that stays where it is. */
    String secret(String variable, String what, SourcePosition at) {
        variables.put(variable, what + " (line " + at.line() + " of the original)");
        return "{env: " + variable + "}";
    }

    void channel(String name, String settings) {
        channels.putIfAbsent(name, settings);
    }

    /**
     * A channel under a name that no other has.
     *
     * @param same
     *            what channels that can be shared have in common; empty for one that cannot
     * @param settings
     *            makes the settings for the name
     */
    String channel(Optional<String> same, String wanted, UnaryOperator<String> settings) {
        var known = same.map(shared::get);
        if (known.isPresent()) {
            return known.get();
        }
        var base = Quoted.name(wanted);
        var name = base;
        for (int number = 2; channels.containsKey(name) || name.equals("inbox") || isVariableTaken(name); number++) {
            name = base + "-" + number;
        }
        channels.put(name, settings.apply(name));
        var made = name;
        same.ifPresent(key -> shared.put(key, made));
        return name;
    }

    /** Two names may differ only in characters that a variable cannot have. */
    private boolean isVariableTaken(String name) {
        return channels.keySet().stream().anyMatch(other -> Quoted.variable(other).equals(Quoted.variable(name)));
    }

    void target(String name, String addresses) {
        targets.putIfAbsent(name, addresses);
    }

    void window(String name, List<String> spans) {
        windows.put(name, spans);
    }

    void routing(List<String> lines) {
        routing.addAll(lines);
    }

    /** Who is told of what has no labels to route by, such as a storm. */
    void usual(Optional<String> target) {
        usual = target;
    }

    void silence(String silence) {
        silences.add(silence);
    }

    void inhibit(String inhibition) {
        inhibitions.add(inhibition);
    }

    String text(String fileName, ImportOptions options, Duration expiry) {
        var text = new ArrayList<String>();
        text.add("# Made by 'tocsin import' of " + fileName.replaceAll("\\p{Cc}", " ")
                + ". Review it, then publish it with 'tocsin apply'.");
        if (!variables.isEmpty()) {
            text.add("# Secrets were not copied. Set these variables where the notifier runs:");
            variables.forEach((name, what) -> text.add("#   " + name + "  " + what));
        }
        if (!notes.isEmpty()) {
            text.add("# Settings without an equivalent, with their line in the original:");
            notes().forEach(note -> text.add("#   line " + note.line() + ": " + note.text().replaceAll("\\p{Cc}",
                    " ")));
        }
        text.addAll(List.of("policy: " + Quoted.name(options.policyName()), "",
                "# Longer than the longest time between two words of what still fires.", "sources:", "  " + Quoted.yaml(
                        options.source()) + ": {expire: " + Durations.written(expiry) + "}", "",
                "# Alertmanager knows no severities: these go by the label 'severity'.", "severities:"));
        var ladder = usual.isPresent() ? "default" : "nobody";
        for (var level : List.of("SEV1, title: Critical", "SEV2, title: High", "SEV3, title: Low")) {
            text.add("  - {id: " + level + ", ladder: " + ladder + "}");
        }
        section(text, "rules", List.of(
                "  - {id: critical, reason: The label severity says critical, when: " + Quoted.yaml("severity=~\""
                        + WORST + "\"") + ", severity: SEV1}",
                "  - {id: low, reason: The label severity says low, when: " + Quoted.yaml("severity=~\"" + MILDEST
                        + "\"") + ", severity: SEV3}"));
        section(text, "fallback", List.of("  reason: The label severity says neither critical nor low",
                "  severity: SEV2"));
        var spans = new ArrayList<String>();
        windows.forEach((name, each) -> {
            spans.add("  " + Quoted.yaml(name) + ":" + (each.isEmpty() ? " []" : ""));
            each.forEach(span -> spans.add("    - " + span));
        });
        section(text, "windows", spans);
        section(text, "routing", routing.stream().map(line -> "  " + line).toList());
        section(text, "inhibit", inhibitions.stream().map(each -> "  - " + each).toList());
        section(text, "silences", silences.stream().map(each -> "  - " + each).toList());
        section(text, "ladders", List.of("  " + ladder + ": {steps: " + usual.map(target -> "[{after: 0m, notify: "
                + Quoted.list(List.of(target)) + "}]").orElse("[]") + "}"));
        map(text, "targets", targets);
        map(text, "channels", channels);
        return String.join("\n", text) + "\n";
    }

    private static void section(List<String> text, String key, List<String> lines) {
        if (!lines.isEmpty()) {
            text.add("");
            text.add(key + ":");
            text.addAll(lines);
        }
    }

    private static void map(List<String> text, String key, Map<String, String> values) {
        text.add("");
        text.add(key + ":" + (values.isEmpty() ? " {}" : ""));
        values.forEach((name, value) -> text.add("  " + Quoted.yaml(name) + ": " + value));
    }
}
