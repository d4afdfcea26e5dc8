package dev.tocsin.ingest.format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Link;

/** The one place that builds {@link Alert}s: applies the bounds, and remarks on whatever they cost. */
public final class AlertDraft {

    public static final int MAX_LABELS = 64;
    /** With more labels than this the sender is broken, and guessing which ones matter would be worse than refusing. */
    public static final int ABSURD_LABELS = 256;
    public static final int MAX_NAME = 128;
    public static final int MAX_VALUE = 2048;

    private static final int MAX_IDENTITY_TEXT = 512;
    private static final int MAX_DESCRIPTION = 4096;
    private static final int MAX_LINKS = 16;
    private static final int MAX_VALUES = 64;
    private static final int MAX_REMARKS = 32;
    private static final Set<String> KEPT_FIRST = Set.of("alertname", "severity", "priority", "service", "job",
            "namespace",
            "team", "env", "environment", "cluster", "instance", "app", "component", "region");

    private final Incoming incoming;
    private final String format;
    private final List<String> remarks = new ArrayList<>();
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private Map<String, String> labels = Map.of();
    private Map<String, String> annotations = Map.of();
    private String identity = "";
    private AlertStatus status = AlertStatus.UNKNOWN;
    private String name = "";
    private String summary = "";
    private String description = "";
    private String deliveryId = "";
    private Instant startsAt;
    private Optional<Instant> endsAt = Optional.empty();

    public AlertDraft(Incoming incoming, String format) {
        this.incoming = incoming;
        this.format = format;
        this.startsAt = incoming.receivedAt();
    }

    /** Where remarks are added. */
    public List<String> remarks() {
        return remarks;
    }

    /** When the request was received. */
    public Instant receivedAt() {
        return incoming.receivedAt();
    }

    /** See {@link Identity}. */
    public AlertDraft identity(String... parts) {
        identity = Identity.of(incoming.source(), parts);
        return this;
    }

    public AlertDraft firing(Instant since) {
        status = AlertStatus.FIRING;
        startsAt = since;
        return this;
    }

    public AlertDraft resolved(Instant since, Instant at) {
        status = AlertStatus.RESOLVED;
        startsAt = since;
        endsAt = Optional.of(at);
        return this;
    }

    /** Short name; a name is always given, if only the one that says so. */
    public AlertDraft name(String text) {
        name = text;
        return this;
    }

    /** One line for a person; the name where the source has none. */
    public AlertDraft summary(String text) {
        summary = text;
        return this;
    }

    public AlertDraft description(String text) {
        description = text;
        return this;
    }

    /**
     * Facts that identify and classify.
     *
     * @throws RefusedException
     *             when there are absurdly many
     */
    public AlertDraft labels(Map<String, String> all) {
        labels = bounded("label", all);
        return this;
    }

    /**
     * Facts for people.
     *
     * @throws RefusedException
     *             when there are absurdly many
     */
    public AlertDraft annotations(Map<String, String> all) {
        annotations = bounded("annotation", all);
        return this;
    }

    /** A number that came with it, if it did. */
    public AlertDraft value(String valueName, OptionalDouble value) {
        if (value.isPresent() && values.size() < MAX_VALUES && !valueName.isBlank()) {
            values.putIfAbsent(Texts.cut(valueName, MAX_NAME), value.getAsDouble());
        }
        return this;
    }

    /** A place to look at; left out when it is no web address. */
    public AlertDraft link(String title, String href) {
        if (Texts.isWebAddress(href) && href.length() <= MAX_VALUE && links.size() < MAX_LINKS) {
            links.putIfAbsent(href, Link.newBuilder().setTitle(title).setHref(href).build());
        }
        return this;
    }

    public AlertDraft deliveryId(String id) {
        deliveryId = Texts.cut(Texts.oneLine(id), MAX_NAME);
        return this;
    }

    /**
     * The alert.
     *
     * @throws RefusedException
     *             when a text in it is broken
     */
    public Alert build() {
        var shortName = Texts.cut(Texts.oneLine(name.isBlank() ? "unnamed alert" : name), MAX_IDENTITY_TEXT);
        if (name.isBlank()) {
            remarks.add("the alert has no name");
        }
        var alert = Alert.newBuilder().setIdentity(identity).setSource(incoming.source()).setFormat(format)
                .setStatus(status).setName(shortName)
                .setSummary(Texts.cut(Texts.oneLine(summary.isBlank() ? shortName : summary), MAX_VALUE))
                .setDescription(Texts.cut(description.strip(), MAX_DESCRIPTION)).setLabels(labels)
                .setAnnotations(annotations).setValues(values).setStartsAt(startsAt).setEndsAt(endsAt.orElse(null))
                .setLinks(List.copyOf(links.values()))
                .setRemarks(List.copyOf(remarks.subList(0, Math.min(remarks.size(), MAX_REMARKS))))
                .setReceivedId(incoming.id()).setDeliveryId(deliveryId).build();
        Texts.check(alert.getName() + alert.getSummary() + alert.getDescription(), "the alert's texts");
        return alert;
    }

    private Map<String, String> bounded(String what, Map<String, String> all) {
        if (all.size() > ABSURD_LABELS) {
            throw new RefusedException(RefusalReason.TOO_MANY_LABELS, "Send at most " + MAX_LABELS + " " + what
                    + "s with an alert; one has " + all.size() + ".");
        }
        var kept = new TreeMap<String, String>();
        all.forEach((key, value) -> {
            if (KEPT_FIRST.contains(key)) {
                keep(what, kept, key, value);
            }
        });
        new TreeMap<>(all).forEach((key, value) -> {
            if (kept.size() < MAX_LABELS && !kept.containsKey(key)) {
                keep(what, kept, key, value);
            }
        });
        if (all.size() > MAX_LABELS) {
            remarks.add("has " + all.size() + " " + what + "s: " + kept.size() + " kept");
        }
        return kept;
    }

    private void keep(String what, Map<String, String> kept, String key, String value) {
        Texts.check(key, "the name of a " + what);
        Texts.check(value, what + " " + Texts.cut(key, MAX_NAME));
        if (key.isEmpty() || key.length() > MAX_NAME) {
            remarks.add("a " + what + " with a name of " + key.length() + " characters was left out");
            return;
        }
        if (value.length() > MAX_VALUE) {
            remarks.add(what + " " + key + " cut from " + value.length() + " characters to " + MAX_VALUE);
        }
        kept.put(key, Texts.cut(value, MAX_VALUE));
    }
}
