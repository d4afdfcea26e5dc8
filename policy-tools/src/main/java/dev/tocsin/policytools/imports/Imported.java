package dev.tocsin.policytools.imports;

import java.util.List;
import java.util.Map;

/**
 * A policy made of a configuration of Alertmanager.
 *
 * @param policy
 *            its text, which loads
 * @param notes
 *            what has no equal or only nearly one, in the order of the original
 * @param variables
 *            environment variables that the notifier needs, with what each is; secrets are never copied
 */
public record Imported(String policy, List<Note> notes, Map<String, String> variables) {

    public Imported {
        notes = List.copyOf(notes);
        variables = Map.copyOf(variables);
    }

    /**
     * Something to know.
     *
     * @param line
     *            of the original
     */
    public record Note(int line, String text) {}
}
