package dev.tocsin.ingest.format;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.tocsin.ingest.format.json.Texts;

/**
 * A sender's words for the state of an alert. A word that nobody knows fires: in doubt, it pages.
 *
 * @param silent
 *            words of updates that open and close nothing: acknowledged, muted
 */
public record StateWords(Set<String> firing, Set<String> resolved, Set<String> silent) {

    private static final int SHOWN = 40;

    /** What a word says. */
    public enum State {
        FIRING, RESOLVED, SILENT, UNKNOWN
    }

    public StateWords {
        firing = Set.copyOf(firing);
        resolved = Set.copyOf(resolved);
        silent = Set.copyOf(silent);
    }

    /** Each list as words separated by a bar, in small letters with blanks. */
    public static StateWords of(String firing, String resolved, String silent) {
        return new StateWords(words(firing), words(resolved), words(silent));
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split("\\|")).map(StateWords::plain).filter(word -> !word.isEmpty()).collect(
                Collectors.toSet());
    }

    private static String plain(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    }

    /** What a word says. */
    public State of(String word) {
        var plain = plain(word);
        if (firing.contains(plain)) {
            return State.FIRING;
        } else if (resolved.contains(plain)) {
            return State.RESOLVED;
        }
        return silent.contains(plain) ? State.SILENT : State.UNKNOWN;
    }

    /**
     * The alert in the state of a word.
     *
     * @param until
     *            asked only when it is resolved
     */
    public Reading read(String word, AlertDraft draft, Instant since, Supplier<Instant> until) {
        return switch (of(word)) {
            case FIRING -> Reading.Alerts.of(draft.firing(since).build());
            case RESOLVED -> Reading.Alerts.of(draft.resolved(since, until.get()).build());
            case SILENT -> new Reading.NoAlert(NoAlertReason.SENDER_UPDATE, "'" + shown(word)
                    + "' neither opens nor resolves an alert.");
            case UNKNOWN -> {
                draft.remarks().add(word.isBlank()
                        ? "the state is missing: firing assumed"
                        : "state '" + shown(word) + "' is unknown: firing assumed");
                yield Reading.Alerts.of(draft.firing(since).build());
            }
        };
    }

    private static String shown(String word) {
        return Texts.cut(Texts.mended(Texts.oneLine(word)), SHOWN);
    }
}
