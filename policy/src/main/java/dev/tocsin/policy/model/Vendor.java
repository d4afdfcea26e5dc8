package dev.tocsin.policy.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a person has an account, besides addresses: who pressed a button there, and who can be mentioned, invited or assigned. */
public enum Vendor {
    /** Id of a member (docs.slack.dev, "Users": it begins with U or W). */
    SLACK("[UW][A-Z0-9]{5,30}", "U0123ABCD", "the member's id"),
    /** Id of a user (core.telegram.org/bots/api, "User"). */
    TELEGRAM("[0-9]{1,20}", "123456789", "the user's id, a number"),
    /** Id of a user (developer.pagerduty.com, "Webhooks V3": {@code agent.id}). */
    PAGERDUTY("P[A-Z0-9]{5,30}", "PABC123", "the user's id"),
    /** User name, which is a mail address (docs.opsgenie.com, "Webhook": {@code alert.username}). */
    OPSGENIE("[^\\s@]{1,100}@[^\\s@]{1,150}", "ada@example.org", "the user name, a mail address"),
    /** Login (docs.github.com, "Assignees"). */
    GITHUB("[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}", "octocat", "the login"),
    /** Account ID (developer.atlassian.com, "Webhooks": {@code user.accountId}). */
    JIRA("[A-Za-z0-9:-]{10,128}", "5b10a2844c20165700ede21g", "the account ID"),
    /** ID of a user (linear.app/developers/webhooks: {@code actor.id}). */
    LINEAR("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", "2cef7a41-6a9a-4ac1-9b2e-3f1b1a0c5d10",
            "the user's ID, a UUID");

    private final Pattern form;
    private final String example;
    private final String what;

    Vendor(String form, String example, String what) {
        this.form = Pattern.compile(form);
        this.example = example;
        this.what = what;
    }

    /** As it is written in a policy. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One of its ids. */
    public String example() {
        return example;
    }

    /** What its id is. */
    public String what() {
        return what;
    }

    /** Whether it is one of its ids. */
    public boolean fits(String id) {
        return form.matcher(id).matches();
    }

    /** As a pattern of an editor's schema. */
    public String pattern() {
        return "^" + form.pattern() + "$";
    }

    /** Whether two of its ids are the same; those of mail addresses and logins know no case. */
    public boolean isSame(String one, String other) {
        return (this == OPSGENIE || this == GITHUB) ? one.equalsIgnoreCase(other) : one.equals(other);
    }

    /** The vendor of that word. */
    public static Optional<Vendor> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Vendor::word).toList();
    }
}
