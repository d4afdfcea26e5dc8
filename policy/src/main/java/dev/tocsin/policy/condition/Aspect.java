package dev.tocsin.policy.condition;

import com.google.common.base.Ascii;

/**
 * One text that an alert shows, and that conditions compare with fixed texts.
 *
 * @param of
 *            where it stands
 * @param name
 *            of the label; else the same as where it stands, in lower case
 * @param lower
 *            whether its ASCII letters are taken as lower case, as CEL's {@code lowerAscii} does
 */
public record Aspect(Of of, String name, boolean lower) {

    /** Where the text of an aspect stands. */
    public enum Of {
        /** A label as matchers see it. */
        MATCHED_LABEL,
        /** A label as CEL sees it. */
        LABEL,
        /** The service. */
        SERVICE,
        /** The alert's name. */
        NAME,
        /** The source that sent it. */
        SOURCE,
        /** The source's format. */
        FORMAT
    }

    /** Its text for an alert. */
    public String text(AlertFacts facts) {
        var text = switch (of) {
            case MATCHED_LABEL -> facts.label(name);
            case LABEL -> facts.alert().getLabels().getOrDefault(name, "");
            case SERVICE -> facts.service();
            case NAME -> facts.alert().getName();
            case SOURCE -> facts.alert().getSource();
            case FORMAT -> facts.alert().getFormat();
        };
        return lower ? Ascii.toLowerCase(text) : text;
    }
}
