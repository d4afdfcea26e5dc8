package dev.tocsin.standalone.listing;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;

/**
 * A column of a list.
 *
 * @param text
 *            what it shows of a row, at a moment
 * @param narrow
 *            what it shows where the terminal is too narrow for that
 * @param least
 *            width to which it may be cut; 0: never cut
 * @param inWide
 *            whether it is shown in the form {@code wide} only
 * @param tone
 *            how it stands out
 */
public record Column(String head, BiFunction<JsonNode, Instant, String> text,
        Optional<Function<JsonNode, String>> narrow, int least, boolean inWide, Function<JsonNode, Tone> tone) {

    /** A field of the row. */
    public static Column of(String head, String field) {
        return of(head, row -> Plain.text(row.path(field)));
    }

    /** A text made of the row. */
    public static Column of(String head, Function<JsonNode, String> text) {
        return new Column(head, (row, _) -> text.apply(row), Optional.empty(), 0, false, _ -> Tone.USUAL);
    }

    /** How long ago a field of the row was. */
    public static Column age(String head, String field) {
        return new Column(head, (row, now) -> Plain.age(row.path(field), now), Optional.empty(), 0, false,
                _ -> Tone.USUAL);
    }

    /** How long it is until a field of the row; {@code -} where there is none. */
    public static Column left(String head, String field) {
        return new Column(head, (row, now) -> Plain.instant(row.path(field)).map(at -> Plain.left(at, now)).orElse(
                "-"), Optional.empty(), 0, false, _ -> Tone.USUAL);
    }

    /** Shown in the form {@code wide} only. */
    public Column wide() {
        return new Column(head, text, narrow, least, true, tone);
    }

    /** May be cut to this width. */
    public Column atLeast(int width) {
        return new Column(head, text, narrow, width, inWide, tone);
    }

    /** Shows something shorter where the terminal is narrow. */
    public Column shortened(Function<JsonNode, String> shorter) {
        return new Column(head, text, Optional.of(shorter), least, inWide, tone);
    }

    /** Stands out. */
    public Column toned(Function<JsonNode, Tone> how) {
        return new Column(head, text, narrow, least, inWide, how);
    }
}
