package dev.tocsin.notifier.channel.servicenow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.channel.Channel;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.channel.Receipts;
import dev.tocsin.notifier.channel.servicenow.ServiceNowApi.Result;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.message.FittedText;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.policy.channel.Limit;

/**
 * Files an incident in ServiceNow, adds work notes, resolves and reopens it. Everything goes to work notes: additional comments
 * would be mailed to the caller. Nothing there is unique, so in doubt, or where the id is forgotten, our id is searched for in
 * {@code correlation_id}. ServiceNow drops fields silently that the account may not write, so the state is read back.
 */
public final class ServiceNowChannel implements Channel {

    private static final String IN_PROGRESS = "2";
    private static final String RESOLVED = "6";

    private final ServiceNowApi api;
    private final Optional<String> group;
    private final String closeCode;
    private final Limit title;
    private final Limit notes;

    /** A channel as configured. */
    public ServiceNowChannel(ChannelSettings settings, GuardedHttp http) throws MissingSecretException,
            ChannelRefusedException {
        this.api = new ServiceNowApi(settings.neededEndpoint("url"), settings.needed("user"), settings.neededSecret(
                "password").reveal(), http);
        this.group = settings.text("assignment-group");
        this.closeCode = settings.text("close-code").orElse("Solution provided");
        this.title = settings.type().limit("short_description");
        this.notes = settings.type().limit("work_notes");
    }

    @Override
    public Outcome deliver(Dispatch dispatch) {
        var known = dispatch.first().map(Receipts.Receipt::text).filter(it -> it.matches("[0-9a-f]{32}"));
        return switch (dispatch.notification().getKind()) {
            case TICKET -> known.<Outcome>map(it -> new Outcome.Delivered(it, 200)).orElseGet(() -> dispatch
                    .possibleRepeat() ? inDoubt(dispatch) : create(dispatch));
            case RESOLVED, CLOSED -> on(dispatch, known, RESOLVED);
            case REOPENED -> on(dispatch, known, IN_PROGRESS);
            default -> on(dispatch, known, "");
        };
    }

    private Outcome create(Dispatch dispatch) {
        var address = Optional.of(dispatch.notification().getAddress()).filter(it -> !it.isBlank());
        var fields = Json.object("short_description", SafeText.cut(dispatch.message().headline(), title.most()),
                "description", text(dispatch), "correlation_id", correlation(dispatch), "correlation_display",
                "Tocsin", "assignment_group", address.or(() -> group).orElse(null));
        fields.putAll(urgency(dispatch));
        return switch (api.create(fields, dispatch.now())) {
            case Result.Done(var result, var status) -> new Outcome.Delivered(Json.code(result.path("sys_id")), status);
            case Result.Failed(var outcome) -> outcome;
        };
    }

    private Outcome inDoubt(Dispatch dispatch) {
        return switch (find(dispatch)) {
            case Result.Done(var found, var status) when found.isObject() -> new Outcome.Delivered(Json.code(found.path(
                    "sys_id")), status);
            case Result.Done _ -> create(dispatch);
            case Result.Failed(var outcome) -> outcome;
        };
    }

    private Outcome on(Dispatch dispatch, Optional<String> known, String state) {
        if (known.isPresent()) {
            return changed(dispatch, known.get(), state);
        }
        return switch (find(dispatch)) {
            case Result.Done(var found, _) when found.isObject() -> changed(dispatch, Json.code(found.path("sys_id")),
                    state);
            case Result.Done _ -> new Outcome.Rejected("no incident of ServiceNow has the correlation_id "
                    + correlation(dispatch) + ": find it by hand", 200);
            case Result.Failed(var outcome) -> outcome;
        };
    }

    private Outcome changed(Dispatch dispatch, String id, String state) {
        return switch (api.change(id, change(dispatch, state), dispatch.now())) {
            case Result.Done(var result, _) when !state.isEmpty() && !result.path("state").asString("").equals(state) ->
                new Outcome.Rejected("ServiceNow took the work note and not the state: check that the account may write"
                        + " state, close_code and close_notes, and that 'close-code' is one of the instance's", 200);
            case Result.Done(_, var status) -> new Outcome.Delivered(id, status);
            case Result.Failed(var outcome) -> outcome;
        };
    }

    private Map<String, Object> change(Dispatch dispatch, String state) {
        var fields = new HashMap<String, Object>(urgency(dispatch));
        fields.put("work_notes", text(dispatch));
        if (!state.isEmpty()) {
            fields.put("state", state);
        }
        if (state.equals(RESOLVED)) {
            fields.put("close_code", closeCode);
            fields.put("close_notes", text(dispatch));
        }
        return fields;
    }

    /** Priority follows from impact and urgency: 1 high, 2 medium, 3 low. */
    private static Map<String, Object> urgency(Dispatch dispatch) {
        var level = Integer.toString(Math.clamp(dispatch.notification().getIncident().getSeverity().getRank(), 1, 3));
        return Json.object("impact", level, "urgency", level);
    }

    /** The incident of ours; a missing node when none is. */
    private Result find(Dispatch dispatch) {
        return switch (api.find(correlation(dispatch), dispatch.now())) {
            case Result.Done(var list, _) when !list.isArray() -> new Result.Failed(new Outcome.Rejected(
                    "ServiceNow's list of incidents is unreadable: find the incident by hand", 200));
            case Result.Done(var list, var status) -> new Result.Done(list.path(0), status);
            case Result.Failed failed -> failed;
        };
    }

    /** The circumflex separates the conditions of a query. */
    private static String correlation(Dispatch dispatch) {
        return SafeText.cut(SafeText.line(dispatch.notification().getIncident().getId()).replace("^", ""), 100);
    }

    private String text(Dispatch dispatch) {
        return new FittedText(notes.most(), notes.unit(), new WorkNotes()).all(dispatch.message());
    }
}
