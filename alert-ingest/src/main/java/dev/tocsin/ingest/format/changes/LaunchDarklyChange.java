package dev.tocsin.ingest.format.changes;

import java.util.regex.Pattern;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;

/**
 * LaunchDarkly's webhooks: entries of the audit log. On or off is told by {@code titleVerb} alone. Order is not kept; the
 * entry's own date counts. Source: launchdarkly.com docs "Webhooks", and bodies of public projects.
 */
public final class LaunchDarklyChange {

    public static final String NAME = "launchdarkly";

    private static final Pattern RESOURCE = Pattern.compile(
            "proj/([^:;/]+)(?:;[^:]*)?(?::env/([^:;/]+)(?:;[^:]*)?)?(?::([a-z-]+)/([^:;/]+))?");

    /** Titles are Markdown: people link to their e-mail addresses, flags to their pages. */
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\(([^()\\s]*)\\)");

    private LaunchDarklyChange() {}

    /** Reads one entry. */
    public static Reading read(Fields root, Incoming incoming) {
        var title = root.first("title", "name");
        if (title.isEmpty()) {
            throw ChangeDraft.missing("title", "LaunchDarkly");
        }
        var resource = root.first("accesses.0.resource", "target.resources.0", "parent.resource");
        var draft = new ChangeDraft(incoming, NAME);
        var parts = RESOURCE.matcher(resource);
        if (parts.find()) {
            draft.label("project", part(parts.group(1))).label("environment", part(parts.group(2))).label(part(parts
                    .group(3)).isEmpty() ? "flag" : parts.group(3), part(parts.group(4)));
        }
        draft.label("service", draft.labels().all().getOrDefault("project", root.first("name")));
        var id = root.first("_id", "id");
        return (id.isEmpty() ? draft.id("content", root.first("date"), title) : draft.id("entry", id)).kind(
                "feature-flag").summary(LINK.matcher(title).replaceAll("$1").replace("`", "")).author(author(root)).at(
                        "date", root.first("date")).label("action", root
                                .first("accesses.0.action")).link("LaunchDarkly", Texts.first(page(title), root.first(
                                        "_links.site.href"))).reading();
    }

    private static String page(String title) {
        return LINK.matcher(title).results().map(link -> link.group(2)).filter(Texts::isWebAddress).findFirst().orElse(
                "");
    }

    private static String author(Fields root) {
        return (root.first("member.firstName") + " " + root.first("member.lastName")).strip();
    }

    private static String part(String group) {
        return group == null ? "" : group;
    }
}
