package dev.tocsin.schemas.command;

import java.util.Locale;

/** What an argument means; decides its form, its field on the page and its JSON type. */
public enum ArgumentType {
    /** One line. */
    LINE("one line"),
    /** Several lines. */
    TEXT("text"),
    /** Severity of the policy. */
    SEVERITY("a severity such as SEV1"),
    /** Role of the policy. */
    ROLE("a role such as commander"),
    /** A person. */
    PERSON("a name"),
    /** An escalation, schedule or target of the policy. */
    ESCALATION("an escalation or target of the policy"),
    /** One of a fixed list. */
    CHOICE("one of the choices"),
    /** Length of time. */
    DURATION("a duration such as 30m or 2h"),
    /** Point in time. */
    INSTANT("an instant such as 2026-11-21T06:00:00Z"),
    /** Point in time, or the time until then. */
    MOMENT("a duration such as 2d, or an instant such as 2026-11-24T08:00:00Z"),
    /** ID of another incident. */
    INCIDENT("the ID of another incident"),
    /** Identities of alerts of the incident, one a line; a list in JSON. */
    ALERTS("a list of 1 to 100 alert identities of this incident"),
    /** ID of a follow-up of the incident. */
    FOLLOW_UP("the ID of a follow-up such as c1"),
    /** Yes or no. */
    BOOLEAN("true or false"),
    /** Address of a web page. */
    URL("a URL that begins with https:// or http://");

    private final String form;

    ArgumentType(String form) {
        this.form = form;
    }

    /** What a value looks like, for error messages. */
    String form() {
        return form;
    }

    /** Code for programs, such as {@code follow-up}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
