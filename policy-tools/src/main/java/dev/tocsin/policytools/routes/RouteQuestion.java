package dev.tocsin.policytools.routes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;

/**
 * A question about an alert with some labels.
 *
 * @param labels
 *            of the alert
 * @param source
 *            the source that it comes from
 * @param at
 *            when it fires
 * @param expected
 *            who must be told, if that is asked
 */
public record RouteQuestion(Map<String, String> labels, String source, Instant at,
        java.util.Optional<List<String>> expected) {

    private static final String EXPECTS = "=>";

    public RouteQuestion {
        labels = Map.copyOf(labels);
        expected = expected.map(names -> List.copyOf(new TreeSet<>(names)));
    }

    /**
     * Labels as {@code label=value}.
     *
     * @throws IllegalArgumentException
     *             naming the word that is none
     */
    public static Map<String, String> labels(List<String> words) {
        var labels = new HashMap<String, String>();
        for (var word : words) {
            int equals = word.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("'" + word + "' is not a label: write label=value");
            }
            labels.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return labels;
    }

    /** Names, separated by commas; an empty text expects nobody. */
    public static List<String> names(String text) {
        return List.of(text.split(",", -1)).stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    /**
     * A line of a list: labels separated by blanks, quotes around what holds blanks, and, after {@code =>}, who is expected.
     *
     * @throws IllegalArgumentException
     *             when it is none
     */
    public static RouteQuestion of(String line, String source, Instant at) {
        int arrow = line.indexOf(EXPECTS);
        var written = arrow < 0 ? line : line.substring(0, arrow);
        return new RouteQuestion(labels(words(written)), source, at, arrow < 0
                ? java.util.Optional.empty()
                : java.util.Optional.of(names(line.substring(arrow + EXPECTS.length()))));
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var inside = false;
        var begun = false;
        for (int i = 0; i < line.length(); i++) {
            var character = line.charAt(i);
            if (character == '"') {
                inside = !inside;
                begun = true;
            } else if (Character.isWhitespace(character) && !inside) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(character);
                begun = true;
            }
        }
        if (inside) {
            throw new IllegalArgumentException("missing closing quote");
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    /** The alert that is asked about. */
    public Alert alert() {
        return Alert.newBuilder().setIdentity("asked").setSource(source).setFormat("alertmanager")
                .setStatus(AlertStatus.FIRING).setName(labels.getOrDefault("alertname", "")).setSummary("")
                .setLabels(labels).setStartsAt(at).setReceivedId("asked").build();
    }
}
