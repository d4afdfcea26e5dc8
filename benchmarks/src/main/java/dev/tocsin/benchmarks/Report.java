package dev.tocsin.benchmarks;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/** Figures of all subjects, side by side. */
public final class Report {

    private final Map<String, Map<String, String>> figures = new LinkedHashMap<>();
    private final LinkedHashSet<String> subjects = new LinkedHashSet<>();

    public void note(String subject, String what, String figure) {
        subjects.add(subject);
        figures.computeIfAbsent(what, any -> new LinkedHashMap<>()).put(subject, figure);
        System.err.println(subject + " | " + what + " | " + figure);
    }

    public void print(PrintStream out) {
        out.println("| | " + String.join(" | ", subjects) + " |");
        out.println("| --- |" + " --- |".repeat(subjects.size()));
        figures.forEach((what, bySubject) -> {
            var row = new StringBuilder("| ").append(what);
            subjects.forEach(subject -> row.append(" | ").append(bySubject.getOrDefault(subject, "")));
            out.println(row.append(" |"));
        });
    }
}
