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
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Link;
import dev.tocsin.ingest.format.json.Texts;

/** The one place that builds {@link Alert}s: applies the bounds, and remarks on whatever they cost. */
public final class AlertDraft {

    public static final int MAX_LABELS = 64;
    public static final int MAX_NAME = 128;
    public static final int MAX_VALUE = 2048;

    private static final int MAX_IDENTITY_TEXT = 512;
    private static final int MAX_DESCRIPTION = 4096;
    /** An alarm's name of 255 letters beyond ASCII is that long when percent-encoded. */
    private static final int MAX_ADDRESS = 4096;
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
    private String endReason = "";
    private int truncatedAlerts;
    private Instant startsAt;
    private Optional<Instant> endsAt = Optional.empty();
    private Optional<Instant> firesUntil = Optional.empty();

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

    /** It fires until then, unless it is delivered again; for senders that need not say that it ended. */
    public AlertDraft firing(Instant since, Instant until) {
        firesUntil = Optional.of(until);
        return firing(since);
    }

    public AlertDraft resolved(Instant since, Instant at) {
        status = AlertStatus.RESOLVED;
        startsAt = since;
        endsAt = Optional.of(at);
        return this;
    }

    /** Why it ended, where it did not recover. */
    public AlertDraft endReason(String why) {
        endReason = why;
        if (!why.isBlank()) {
            remarks.add("ended without recovery: " + why);
        }
        return this;
    }

    /** How many alerts the sender left out of the request, by its own count. */
    public AlertDraft truncatedAlerts(int leftOut) {
        truncatedAlerts = leftOut;
        if (leftOut > 0) {
            remarks.add("the sender omitted " + leftOut + " alerts from this request");
        }
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

    /** Facts that identify and classify. */
    public AlertDraft labels(Map<String, String> all) {
        labels = bounded("label", all);
        return this;
    }

    /** Facts for people. */
    public AlertDraft annotations(Map<String, String> all) {
        annotations = bounded("annotation", all);
        return this;
    }

    /** A number that came with it, if it did. */
    public AlertDraft value(String valueName, OptionalDouble value) {
        if (value.isPresent() && values.size() < MAX_VALUES && !valueName.isBlank()) {
            values.putIfAbsent(Texts.cut(Texts.mended(valueName), MAX_NAME), value.getAsDouble());
        }
        return this;
    }

    /** A place to look at; left out when it is no web address. */
    public AlertDraft link(String title, String href) {
        if (Texts.isWebAddress(href) && href.length() <= MAX_ADDRESS && links.size() < MAX_LINKS) {
            links.putIfAbsent(href, Link.newBuilder().setTitle(Texts.mended(title)).setHref(href).build());
        }
        return this;
    }

    public AlertDraft deliveryId(String id) {
        deliveryId = Texts.cut(Texts.mended(Texts.oneLine(id)), MAX_NAME);
        return this;
    }

    /** The alert. */
    public Alert build() {
        if (name.isBlank()) {
            remarks.add("the alert has no name");
        }
        var shortName = Texts.cut(Texts.oneLine(name.isBlank() ? "unnamed alert" : mended("name", name)),
                MAX_IDENTITY_TEXT);
        var oneLine = summary.isBlank() ? shortName : Texts.oneLine(mended("summary", summary));
        var alert = Alert.newBuilder().setIdentity(identity).setSource(incoming.source()).setFormat(format)
                .setStatus(status).setName(shortName).setSummary(Texts.cut(oneLine, MAX_VALUE))
                .setDescription(Texts.cut(mended("description", description).strip(), MAX_DESCRIPTION))
                .setLabels(labels).setAnnotations(annotations).setValues(values).setStartsAt(startsAt)
                .setEndsAt(endsAt.orElse(null)).setLinks(List.copyOf(links.values())).setReceivedId(incoming.id())
                .setDeliveryId(deliveryId).setTruncatedAlerts(truncatedAlerts).setEndReason(endReason)
                .setFiresUntil(firesUntil.orElse(null));
        return alert.setRemarks(allRemarks()).build();
    }

    private List<String> allRemarks() {
        if (remarks.isEmpty() && incoming.remarks().isEmpty()) {
            return List.of();
        }
        return Stream.concat(remarks.stream(), incoming.remarks().stream())
                .map(remark -> Texts.cut(Texts.mended(remark), MAX_IDENTITY_TEXT)).distinct().limit(MAX_REMARKS)
                .toList();
    }

    private Map<String, String> bounded(String what, Map<String, String> all) {
        if (all.size() <= MAX_LABELS && all.entrySet().stream().allMatch(AlertDraft::isWithinBounds)) {
            return new TreeMap<>(all);
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

    private static boolean isWithinBounds(Map.Entry<String, String> fact) {
        return !fact.getKey().isBlank() && fact.getKey().length() <= MAX_NAME && fact.getValue().length() <= MAX_VALUE
                && Texts.isWhole(fact.getKey()) && Texts.isWhole(fact.getValue());
    }

    private void keep(String what, Map<String, String> kept, String key, String value) {
        if (key.isBlank()) {
            remarks.add(what + " without a name dropped");
            return;
        }
        var name = Texts.cut(mended("the name of a " + what, key), MAX_NAME);
        if (key.length() > MAX_NAME) {
            remarks.add(what + " name truncated from " + key.length() + " to " + MAX_NAME + " characters");
        }
        if (value.length() > MAX_VALUE) {
            remarks.add(what + " " + name + " truncated from " + value.length() + " to " + MAX_VALUE + " characters");
        }
        if (kept.putIfAbsent(name, Texts.cut(mended(what + " " + name, value), MAX_VALUE)) != null) {
            remarks.add(what + "s with the same name after truncation: first one kept");
        }
    }

    private String mended(String what, String text) {
        var mended = Texts.mended(text);
        if (!mended.equals(text)) {
            remarks.add(what + ": invalid characters replaced by U+FFFD");
        }
        return mended;
    }
}
