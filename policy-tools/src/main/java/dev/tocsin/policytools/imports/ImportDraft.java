package dev.tocsin.policytools.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.tocsin.policy.yaml.SourcePosition;

/** The policy as it grows, with notes and the variables that it needs. */
final class ImportDraft {

    private final Set<Imported.Note> notes = new LinkedHashSet<>();
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> channels = new LinkedHashMap<>();
    private final Map<String, String> targets = new LinkedHashMap<>();
    private final Map<String, List<String>> ladders = new LinkedHashMap<>();
    private final List<String> rules = new ArrayList<>();
    private final List<String> fallback = new ArrayList<>();
    private final List<String> silences = new ArrayList<>();
    private final List<String> inhibitions = new ArrayList<>();
    private String usualLadder = "nobody";

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

    void target(String name, String addresses) {
        targets.putIfAbsent(name, addresses);
    }

    void ladder(String name, List<String> lines) {
        ladders.putIfAbsent(name, lines);
    }

    void rule(List<String> lines) {
        rules.addAll(lines);
    }

    void fallback(String ladder, List<String> lines) {
        usualLadder = ladder;
        fallback.addAll(lines);
    }

    void silence(String silence) {
        silences.add(silence);
    }

    void inhibit(String inhibition) {
        inhibitions.add(inhibition);
    }

    String text(String fileName, String policyName) {
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
        text.addAll(List.of("policy: " + Quoted.name(policyName), "", "sources:", "  '*': {expire: 1h}", "",
                "# Alertmanager knows no severities: these go by the label 'severity' of a route's matchers.",
                "severities:"));
        for (var level : List.of("SEV1, title: Critical", "SEV2, title: High", "SEV3, title: Low")) {
            text.add("  - {id: " + level + ", ladder: " + Quoted.yaml(usualLadder) + "}");
        }
        section(text, "rules", rules);
        section(text, "fallback", fallback);
        section(text, "inhibit", inhibitions.stream().map(each -> "  - " + each).toList());
        section(text, "silences", silences.stream().map(each -> "  - " + each).toList());
        var climbs = new ArrayList<String>();
        ladders.forEach((name, lines) -> {
            climbs.add("  " + name + ":");
            lines.forEach(line -> climbs.add("    " + line));
        });
        section(text, "ladders", climbs);
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
        values.forEach((name, value) -> text.add("  " + name + ": " + value));
    }
}
