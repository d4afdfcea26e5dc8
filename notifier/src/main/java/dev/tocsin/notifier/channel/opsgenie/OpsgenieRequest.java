package dev.tocsin.notifier.channel.opsgenie;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.http.Endpoint;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.Markup;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.policy.channel.Limit.Unit;

/**
 * A request to the Alert API (docs.opsgenie.com, "Alert API"), which Jira Service Management's integration API takes in the
 * same form.
 *
 * @param method
 *            PUT or POST
 * @param path
 *            behind the address of all alerts; empty for a new one
 */
record OpsgenieRequest(String method, String path, Map<String, Object> body) {

    private static final int LONGEST_MESSAGE = 130;
    private static final int LONGEST_DESCRIPTION = 15_000;
    private static final int LONGEST_NOTE = 25_000;
    private static final int LONGEST_ENTITY = 512;
    private static final int LONGEST_TAG = 50;
    private static final int LONGEST_DETAIL = 500;
    private static final String POST = "POST";
    private static final Set<String> RESPONDERS = Set.of("team", "user", "escalation", "schedule");

    /** What a notification is to an alert. */
    static OpsgenieRequest of(Dispatch dispatch) {
        var kind = dispatch.notification().getKind();
        return switch (KindTraits.of(kind)) {
            case ASKS, UNHEARD_OF -> create(dispatch);
            case ENDS -> close(dispatch);
            case STANDS -> switch (kind) {
                case ACKNOWLEDGED, MITIGATED -> noted(dispatch, "acknowledge");
                case SEVERITY_CHANGED -> priority(dispatch);
                default -> noted(dispatch, "notes");
            };
            case MISSED, ARRANGES, REMINDS, CHORES -> noted(dispatch, "notes");
        };
    }

    /** Closes the alert; of an alias that is not known it is accepted, and does nothing. */
    static OpsgenieRequest close(Dispatch dispatch) {
        return noted(dispatch, "close");
    }

    byte[] json() {
        return Json.bytes(body);
    }

    private static OpsgenieRequest create(Dispatch dispatch) {
        var incident = dispatch.notification().getIncident();
        return new OpsgenieRequest(POST, "", Json.object("message", SafeText.cut(dispatch.message().headline(),
                LONGEST_MESSAGE), "alias", DeduplicationKeys.ofIncident(dispatch.notification()), "description",
                new FittedText(
                        LONGEST_DESCRIPTION, Unit.CHARACTERS, Markup.PLAIN).all(dispatch.message()),
                "responders",
                responder(dispatch.notification().getAddress()).map(List::of).orElse(null), "tags", tags(incident),
                "details", details(dispatch), "entity", SafeText.cut(SafeText.line(incident.getService()),
                        LONGEST_ENTITY),
                "source", "Tocsin", "priority", priority(incident)));
    }

    private static OpsgenieRequest priority(Dispatch dispatch) {
        return new OpsgenieRequest("PUT", path(dispatch, "priority"), Json.object("priority", priority(dispatch
                .notification().getIncident())));
    }

    private static OpsgenieRequest noted(Dispatch dispatch, String verb) {
        return new OpsgenieRequest(POST, path(dispatch, verb), Json.object("source", "Tocsin", "note", new FittedText(
                LONGEST_NOTE, Unit.CHARACTERS, Markup.PLAIN).all(dispatch.message())));
    }

    private static String path(Dispatch dispatch, String verb) {
        return Endpoint.encoded(DeduplicationKeys.ofIncident(dispatch.notification())) + "/" + verb
                + "?identifierType=alias";
    }

    /** A team by its name, or {@code user:}, {@code escalation:}, {@code schedule:} before a name. */
    private static Optional<Map<String, Object>> responder(String address) {
        if (address.isBlank()) {
            return Optional.empty();
        }
        var colon = address.indexOf(':');
        var type = colon < 0 ? "" : address.substring(0, colon).toLowerCase(Locale.ROOT);
        var name = RESPONDERS.contains(type) ? address.substring(colon + 1).strip() : address;
        return Optional.of(Json.object("type", RESPONDERS.contains(type) ? type : "team", type.equals("user")
                ? "username"
                : "name", name));
    }

    private static List<String> tags(Incident incident) {
        return Stream.of("tocsin", incident.getSeverity().getId(), incident.getEnvironment(), incident.getService())
                .map(
                        SafeText::line).filter(it -> !it.isEmpty()).map(it -> SafeText.cut(it.replace(',', ' '),
                                LONGEST_TAG))
                .distinct().toList();
    }

    private static Map<String, String> details(Dispatch dispatch) {
        var incident = dispatch.notification().getIncident();
        var details = new LinkedHashMap<String, String>();
        details.put("incident", incident.getId());
        details.put("severity", incident.getSeverity().getId());
        details.put("team", SafeText.cut(SafeText.line(incident.getTeam()), LONGEST_DETAIL));
        details.put("symptom", SafeText.cut(SafeText.line(incident.getSymptom()), LONGEST_DETAIL));
        dispatch.message().place().ifPresent(place -> details.put("console", place));
        details.values().removeIf(String::isEmpty);
        return details;
    }

    /** It has five, from P1. */
    private static String priority(Incident incident) {
        return "P" + Math.clamp(incident.getSeverity().getRank(), 1, 5);
    }

    /** Whether a page must ring again though its alert may be acknowledged there: it is closed first. */
    static boolean ringsAgain(Dispatch dispatch) {
        return dispatch.notification().getKind() != NotificationKind.UNKNOWN && KindTraits.of(dispatch.notification()
                .getKind()) == KindTraits.ASKS && new dev.tocsin.notifier.kind.KindDetails(dispatch.notification())
                        .text(
                                "again")
                        .isPresent();
    }
}
