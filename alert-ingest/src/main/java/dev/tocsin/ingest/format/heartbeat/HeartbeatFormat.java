package dev.tocsin.ingest.format.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.policy.heartbeat.Beat;

/**
 * Calls of heartbeats, in the forms that clients of Healthchecks.io use: any method on {@code /v1/heartbeat/NAME}, and behind
 * it {@code /start}, {@code /fail}, {@code /log} or the exit code of a process, where 0 is success. The body, if any, is the
 * text of a person or the output of a program. Source: healthchecks.io/docs/http_api.
 */
public final class HeartbeatFormat implements AlertFormat {

    public static final String NAME = "heartbeat";
    /** As Healthchecks answers. */
    public static final Reply.Own OK = new Reply.Own("text/plain", "OK");

    private static final Pattern PATH = Pattern.compile(
            "/v1/heartbeat/([A-Za-z0-9][A-Za-z0-9._-]{0,63})(?:/([a-z0-9]+))?/?");
    private static final Pattern EXIT_CODE = Pattern.compile("[0-9]{1,3}");
    private static final int GREATEST_EXIT_CODE = 255;
    /** As Healthchecks keeps of a body. */
    private static final int MOST_BYTES = 10_000;
    private static final int MOST_TEXT = 2_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean anyContentType() {
        return true;
    }

    @Override
    public boolean ownsPath() {
        return true;
    }

    @Override
    public Reply kept(Incoming incoming) {
        return OK;
    }

    @Override
    public Reading read(Incoming incoming) {
        var path = PATH.matcher(incoming.path());
        if (!path.matches()) {
            return unknown("Call /v1/heartbeat/NAME.");
        }
        return read(path.group(1), Optional.ofNullable(path.group(2)).orElse("0"), text(incoming.body()));
    }

    private static Reading read(String name, String action, String text) {
        return switch (action) {
            case "start" -> new Reading.HeartbeatCall(name, Beat.START, "", text);
            case "fail" -> new Reading.HeartbeatCall(name, Beat.FAIL, "", text);
            case "log" -> new Reading.NoAlert(NoAlertReason.HEARTBEAT_LOG, "Stored. A log entry is not a beat.");
            case "0" -> new Reading.HeartbeatCall(name, Beat.SUCCESS, "", text);
            default -> EXIT_CODE.matcher(action).matches() && Integer.parseInt(action) <= GREATEST_EXIT_CODE
                    ? byExitCode(name, Integer.parseInt(action), text)
                    : unknown("Write start, fail, log or an exit code from 0 to 255 behind the name.");
        };
    }

    private static Reading byExitCode(String name, int code, String text) {
        return code == 0
                ? new Reading.HeartbeatCall(name, Beat.SUCCESS, "", text)
                : new Reading.HeartbeatCall(name, Beat.FAIL, "exit code " + code, text);
    }

    private static Reading unknown(String detail) {
        return new Reading.Refused(RefusalReason.UNKNOWN_HEARTBEAT, detail);
    }

    private static String text(byte[] body) {
        return Texts.cut(Texts.mended(new String(body, 0, Math.min(body.length, MOST_BYTES), UTF_8)), MOST_TEXT)
                .strip();
    }
}
