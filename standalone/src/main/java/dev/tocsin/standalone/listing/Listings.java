package dev.tocsin.standalone.listing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** The lists of the command line: the columns of each, in the words of the API. */
public final class Listings {

    private static final Duration SKEW = Duration.ofSeconds(10);
    private static final int SHORT = 12;
    private static final int NAME = 8;

    /** Incidents, as {@code GET /api/incidents} and {@code GET /api/at} list them. */
    public static final Listing INCIDENTS = new Listing(List.of(Column.of("ID", "id").shortened(row -> shortId(Plain
            .text(row.path("id")))), Column.of("SEVERITY", "severity").toned(Listings::urgency), Column.of("STATE",
                    row -> Plain.text(row.path("state")).toLowerCase(Locale.ROOT)).toned(Listings::state),
            Column.of("SERVICE", "service").atLeast(NAME), Column.of("TEAM", "team").wide(), Column.age("AGE",
                    "openedAt"), Column.of("ACKNOWLEDGED BY", "acknowledgedBy").atLeast(NAME), Column.of("ALERTS",
                            row -> row.path("alertsFiring").asInt() + "/" + row.path("alertsTotal").asInt()).wide(),
            Column.of("COMMANDER", "commander").wide(), Column.of("NOTES", Listings::notes).wide(), Column.of("TITLE",
                    "title").atLeast(SHORT)), "no incidents");

    /** The same where only open ones are asked for. */
    public static final Listing OPEN_INCIDENTS = new Listing(INCIDENTS.columns(), "no open incidents");

    /** Incidents that a silence would hide, as {@code POST /api/silences/preview} answers. */
    public static final Listing HIDDEN = new Listing(List.of(Column.of("ID", "id").shortened(row -> shortId(Plain.text(
            row.path("id")))), Column.of("SEVERITY", "severity").toned(Listings::urgency), Column.of("SERVICE",
                    "service").atLeast(NAME), Column.of("TITLE", "title").atLeast(SHORT)), "hides no incidents");

    /** Incidents of the past that a silence would have hidden alerts of. */
    public static final Listing WOULD_HAVE_HIDDEN = new Listing(List.of(Column.of("ID", "id").shortened(row -> shortId(
            Plain.text(row.path("id")))), Column.of("SEVERITY", "severity").toned(Listings::urgency), Column.age(
                    "OPENED", "openedAt"), Column.of("PAGES", row -> Integer.toString(row.path("pages").asInt())),
            Column.of("HIDDEN", row -> row.path("unseen").asBoolean() ? "whole" : "partly").toned(row -> row.path(
                    "unseen").asBoolean() ? Tone.CAUTION : Tone.FAINT), Column.of("SERVICE", "service").atLeast(NAME),
            Column.of("TITLE", "title").atLeast(SHORT)), "would have hidden no incidents");

    /** Alerts, as {@code GET /api/alerts} lists them. */
    public static final Listing ALERTS = new Listing(List.of(Column.of("STATUS", row -> Plain.word(row.path("status")))
            .toned(row -> Plain.word(row.path("status")).equals("firing") ? Tone.CAUTION : Tone.FAINT), Column.of(
                    "SEVERITY", row -> either(row, "severity", "incidentSeverity")), Column.of("SERVICE", "service")
                            .atLeast(NAME), Column.age("SINCE", "since"), Column.of("SOURCE", "source").atLeast(NAME),
            Column.of("INCIDENT", row -> shortId(Plain.text(row.path("incidentId")))), Column.of("FLAPPING",
                    row -> row.path("flapping").asBoolean() ? "yes" : "").wide(), Column.of("SUPPRESSED", row -> row
                            .path("suppressed").asBoolean() ? "yes" : "").wide(), Column.of("NAME", "name").atLeast(
                                    SHORT), Column.of("IDENTITY", "identity").wide(), Column.of("LABELS",
                                            Listings::labels).wide()), "no alerts of open incidents");

    /** Silences and maintenance windows, as {@code GET /api/silences} lists them. */
    public static final Listing SILENCES = new Listing(List.of(Column.of("ID", "id"), Column.of("STATE", "state").toned(
            row -> Plain.text(row.path("state")).equals("active") ? Tone.CAUTION : Tone.FAINT), Column.of("KIND",
                    "kind"), new Column("ENDS", (row, now) -> ends(row, now), Optional.empty(), 0, false,
                            _ -> Tone.USUAL), Column.of("STARTS", row -> Plain.time(row.path("startsAt"))).wide(),
            Column.of("HIDES", Listings::hidden).atLeast(SHORT), Column.of("ORIGIN", "origin").wide(), Column.of("BY",
                    "author").atLeast(NAME), Column.of("REASON", "reason").atLeast(SHORT)), "no silences");

    /** Who is on call, as {@code GET /api/oncall} and {@code GET /api/at} tell. */
    public static final Listing ON_CALL = new Listing(List.of(Column.of("SCHEDULE", row -> either(row, "name",
            "schedule")), Column.of("ON CALL", row -> people(row.has("now") ? row.path("now") : row.path("people")))
                    .atLeast(NAME), Column.of("BY", "by"), Column.of("UNTIL", "until"), Column.of("THEN", "then")
                            .atLeast(NAME), Column.of("ZONE", "zone").wide()), "no schedules in the policy");

    /** Overrides and swaps set at run time. */
    public static final Listing ON_CALL_CHANGES = new Listing(List.of(Column.of("ID", "id"), Column.of("STATE",
            "state"), Column.of("KIND", "kind"), Column.of("SCHEDULE", "schedule"), Column.of("PEOPLE", row -> Plain
                    .list(row.path("people"))), Column.of("FROM", row -> Plain.time(row.path("from"))), Column.of(
                            "UNTIL", row -> Plain.time(row.path("until"))), Column.of("BY", "author").atLeast(NAME),
            Column.of("REASON", "reason").atLeast(SHORT)), "no overrides and no swaps");

    /** Sources of alerts, as ingest hears of them. */
    public static final Listing SOURCES = new Listing(List.of(Column.of("SOURCE", "source"), Column.of("STATE",
            row -> row.path("silent").asBoolean() ? "SILENT for longer than ever before" : "ok").toned(row -> row.path(
                    "silent").asBoolean() ? Tone.ALARM : Tone.GOOD), Column.of("LAST ACCEPTED", row -> row.path(
                            "lastAccepted").isString() ? Plain.time(row.path("lastAccepted")) : "never"), Column.of(
                                    "LAST HOUR", row -> Integer.toString(row.path("acceptedLastHour").asInt())), Column
                                            .of("LAST REFUSED", row -> Plain.time(row.path("lastRefused"))), Column.of(
                                                    "LONGEST GAP", row -> Plain.length(Duration.ofSeconds(row.path(
                                                            "longestGapSeconds").asLong()))).wide(), Column.of("CLOCK",
                                                                    Listings::clock), Column.of("REFUSED BECAUSE",
                                                                            "refusedBecause").atLeast(SHORT), Column.of(
                                                                                    "OLDEST UNRESOLVED",
                                                                                    Listings::oldest).atLeast(SHORT)),
            "no requests since ingest started");

    /** Channels of the policy in force, with what they came to. */
    public static final Listing CHANNELS = new Listing(List.of(Column.of("CHANNEL", "channel"), Column.of("TYPE",
            row -> Plain.text(row.path("type")).isEmpty() ? "not in the policy" : Plain.text(row.path("type"))), Column
                    .of("DELIVERED", row -> number(row, "delivered")), Column.of("FAILED", row -> number(row, "failed"))
                            .toned(row -> row.path("failed").asInt() > 0 ? Tone.ALARM : Tone.USUAL), Column.of(
                                    "UNDER WAY", row -> number(row, "underWay")), Column.of("NOT SENT", row -> number(
                                            row, "notSent")), Column.age("LAST", "last"), Column.of("REFUSING",
                                                    "refusing").atLeast(SHORT)), "no channels in the policy");

    /** Notifications with their deliveries, as {@code GET /api/deliveries} lists them. */
    public static final Listing DELIVERIES = new Listing(List.of(Column.age("AGE", "createdAt"), Column.of("KIND",
            row -> Plain.word(row.path("kind"))), Column.of("TARGET", "target").atLeast(NAME), Column.of("CHANNEL",
                    "channel").atLeast(NAME), Column.of("OUTCOME", Listings::outcome).toned(Listings::success), Column
                            .of("INCIDENT", row -> shortId(Plain.text(row.path("incidentId")))), Column.of("SERVICE",
                                    "service").atLeast(NAME), Column.of("ADDRESS", "address").wide(), Column.of(
                                            "ATTEMPT", row -> number(row.path("delivery"), "attempt")).wide(), Column
                                                    .of("RECEIPT", row -> Plain.text(row.path("delivery").path(
                                                            "receipt"))).wide(), Column.of("ID", "id").wide(), Column
                                                                    .of("REASON", row -> deliveryReason(row)).atLeast(
                                                                            SHORT)), "no notifications");

    /** Quarantined requests, as {@code GET /api/quarantine} lists them. */
    public static final Listing QUARANTINE = new Listing(List.of(Column.of("ID", "id"), Column.of("RECEIVED",
            row -> Plain.time(row.path("receivedAt"))), Column.of("SOURCE", "source"), Column.of("REASON", "reason"),
            Column.of("REPLAY", row -> Plain.text(row.path("replay").path("state"))), Column.of("BYTES", row -> number(
                    row,
                    "bytes")).wide(), Column.of("PATH", "path").wide(), Column.of(
                            "AUTHENTIC", row -> Plain.word(row.path("authenticity"))).wide(), Column.of("DETAIL",
                                    "detail")
                                    .atLeast(SHORT)), "no quarantined requests");

    /** Who changed what by the console, as {@code GET /api/audit} lists it. */
    public static final Listing AUDIT = new Listing(List.of(Column.of("AT", row -> Plain.time(row.path("at"))), Column
            .of("PERSON", Listings::caller).atLeast(NAME), Column.of("ROLE", row -> Plain.word(
                    row.path("role"))), Column.of("BY", "means").wide(), Column.of("CREDENTIAL", "credential").wide(),
            Column.of("ADDRESS", "address").wide(), Column.of("STATUS", row -> number(row, "status")).toned(row -> row
                    .path("status").asInt() >= 400 ? Tone.CAUTION : Tone.USUAL), Column.of("REQUEST", row -> Plain.text(
                            row.path("method")) + " " + Plain.text(row.path("route"))).atLeast(SHORT), Column.of(
                                    "SUBJECT", "subject").atLeast(SHORT), Column.of("WRITTEN", "written").wide(), Column
                                            .of("PROBLEM", "problem").atLeast(SHORT)), "no entries");

    /** Tokens of the console, without their secrets. */
    public static final Listing TOKENS = new Listing(List.of(Column.of("ID", "id"), Column.of("ROLE", "role"), Column
            .of("CREATED", row -> Plain.time(row.path("createdAt"))), Column.of("EXPIRES", row -> Plain.instant(row
                    .path("expiresAt")).isEmpty() ? "never" : Plain.time(row.path("expiresAt"))), Column.of("CLEARED",
                            row -> yes(row, "cleared")), Column.of("FOR OTHERS", row -> yes(row, "forOthers")), Column
                                    .of("NAME", "name").atLeast(NAME)), "no tokens");

    private Listings() {}

    /** The address, in brackets, of somebody who did not log in. */
    private static String caller(JsonNode row) {
        var person = Plain.text(row.path("person"));
        return person.isEmpty() ? "(" + Plain.text(row.path("address")) + ")" : person;
    }

    private static String yes(JsonNode row, String field) {
        return row.path(field).asBoolean() ? "yes" : "";
    }

    /** What is enough of an incident's ID to type: the part that is its own. */
    public static String shortId(String id) {
        return id.matches("[0-9a-f]{8}-[0-9a-z]{12}") ? id.substring(id.length() - SHORT) : id;
    }

    /** How a source's clock differs, where that is more than its requests may take on their way. */
    private static String clock(JsonNode source) {
        var skew = Duration.ofMillis(source.path("skewMillis").asLong());
        if (skew.abs().compareTo(SKEW) < 0) {
            return "";
        }
        return Plain.length(skew.abs()) + (skew.isPositive() ? " ahead" : " behind, or it sends late");
    }

    private static String oldest(JsonNode source) {
        var oldest = source.path("oldestUnresolved");
        return oldest.isObject()
                ? Plain.text(oldest.path("name")) + " since " + Plain.time(oldest.path("since")) + " (incident " + Plain
                        .text(oldest.path("incidentId")) + ")"
                : "";
    }

    private static Tone urgency(JsonNode incident) {
        return Tone.ofRank(incident.path("severityRank").asInt());
    }

    private static Tone state(JsonNode incident) {
        return switch (Plain.text(incident.path("state"))) {
            case "OPEN" -> Tone.ALARM;
            case "ACKNOWLEDGED" -> Tone.CAUTION;
            case "RESOLVED", "CLOSED" -> Tone.FAINT;
            default -> Tone.USUAL;
        };
    }

    private static String notes(JsonNode incident) {
        var notes = new ArrayList<String>();
        if (incident.path("storm").asBoolean()) {
            notes.add("storm");
        }
        if (incident.path("flapping").asBoolean()) {
            notes.add("flapping");
        }
        if (!Plain.text(incident.path("suppressedBy")).isEmpty()) {
            notes.add("suppressed");
        }
        if (!Plain.text(incident.path("parentId")).isEmpty()) {
            notes.add("child of " + shortId(Plain.text(incident.path("parentId"))));
        }
        if (Plain.instant(incident.path("snoozedUntil")).isPresent()) {
            notes.add("snoozed until " + Plain.time(incident.path("snoozedUntil")));
        }
        return String.join(", ", notes);
    }

    private static String either(JsonNode row, String first, String second) {
        var text = Plain.text(row.path(first));
        return text.isEmpty() ? Plain.text(row.path(second)) : text;
    }

    private static String labels(JsonNode row) {
        return row.path("labels").propertyStream().map(label -> Plain.clean(label.getKey()) + "=" + Plain.text(label
                .getValue())).collect(Collectors.joining(" "));
    }

    private static String ends(JsonNode silence, Instant now) {
        return Plain.instant(silence.path("endsAt")).map(end -> Plain.left(end, now)).orElse("with the policy");
    }

    private static String hidden(JsonNode silence) {
        var services = Plain.list(silence.path("services"));
        return (Plain.text(silence.path("what")) + (services.isEmpty() ? "" : " services " + services)).strip();
    }

    private static String people(JsonNode list) {
        var people = Plain.list(list);
        return people.isEmpty() ? "nobody" : people;
    }

    private static String number(JsonNode row, String field) {
        return Long.toString(row.path(field).asLong());
    }

    private static String outcome(JsonNode notification) {
        var outcome = Plain.word(notification.path("delivery").path("outcome"));
        return outcome.isEmpty() ? "waiting" : outcome;
    }

    private static Tone success(JsonNode notification) {
        return switch (outcome(notification)) {
            case "delivered" -> Tone.GOOD;
            case "rejected", "gave-up" -> Tone.ALARM;
            case "retry", "unknown" -> Tone.CAUTION;
            default -> Tone.USUAL;
        };
    }

    private static String deliveryReason(JsonNode notification) {
        var reason = Plain.text(notification.path("delivery").path("reason"));
        return reason.isEmpty() ? Plain.text(notification.path("reason")) : reason;
    }
}
