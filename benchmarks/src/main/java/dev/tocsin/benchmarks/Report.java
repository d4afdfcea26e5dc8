package dev.tocsin.benchmarks;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Figures of all subjects, side by side. */
public final class Report {

    private final Map<String, Map<String, String>> figures = new LinkedHashMap<>();
    private final LinkedHashSet<String> subjects = new LinkedHashSet<>();

    /** With these columns first, in this order; one without a figure is left out. */
    public Report(String... columns) {
        subjects.addAll(List.of(columns));
    }

    public void note(String subject, String what, String figure) {
        subjects.add(subject);
        figures.computeIfAbsent(what, any -> new LinkedHashMap<>()).put(subject, figure);
        System.err.println(subject + " | " + what + " | " + figure);
    }

    /** What there is a figure for, in order. */
    public List<String> rows() {
        return List.copyOf(figures.keySet());
    }

    public void print(PrintStream out) {
        var columns = subjects.stream().filter(subject -> figures.values().stream().anyMatch(row -> row.containsKey(
                subject))).toList();
        out.println("| | " + String.join(" | ", columns) + " |");
        out.println("| --- |" + " --- |".repeat(columns.size()));
        figures.forEach((what, bySubject) -> {
            var row = new StringBuilder("| ").append(what);
            columns.forEach(subject -> row.append(" | ").append(bySubject.getOrDefault(subject, "")));
            out.println(row.append(" |"));
        });
    }
}
