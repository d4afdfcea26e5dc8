package dev.tocsin.ingest.format.answers;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.form.FormFields;
import dev.tocsin.schemas.incident.PageReport;
import dev.tocsin.schemas.outside.PageMark;

/**
 * What Twilio says became of a text or a call (twilio.com/docs, "Message status", "Call status values"). It may come twice and
 * in any order; the correlator takes each once.
 */
final class TwilioReport {

    /** Nobody was reached. */
    private static final Map<String, String> FAILED = Map.of("undelivered", "the text was not delivered", "failed",
            "it could not be sent", "busy", "the line was busy", "no-answer", "nobody answered the call", "canceled",
            "the call was canceled");
    /** Somebody, or something, took it. */
    private static final Map<String, String> REACHED = Map.of("delivered", "the text reached the telephone", "read",
            "the text was read", "completed", "the call was answered, by a person or a mailbox");
    /** What an error code (twilio.com/docs/api/errors) asks to be done. */
    private static final Map<String, String> ADVICE = Map.of("30003", "the telephone is off or out of reach", "30004",
            "the recipient or the carrier blocks the text", "30005",
            "check the target's telephone number: it is unknown",
            "30006", "check the target's telephone number: it cannot receive texts", "30007",
            "the carrier filtered the text: register the sender", "30034",
            "register 'from' for a campaign (A2P 10DLC) to reach numbers in the US", "21610",
            "the recipient opted out with STOP and must send START");
    private static final Set<String> UNDER_WAY = Set.of("accepted", "scheduled", "queued", "initiated", "ringing",
            "in-progress", "sending", "sent", "answered");

    private TwilioReport() {}

    static Reading read(PageMark page, FormFields form, Instant now) {
        var status = (form.first("MessageStatus").isEmpty() ? form.first("CallStatus") : form.first("MessageStatus"))
                .toLowerCase(Locale.ROOT);
        if (FAILED.containsKey(status)) {
            var code = form.first("ErrorCode");
            var known = code.matches("\\d{4,6}") ? " " + code : "";
            var advice = ADVICE.containsKey(code) ? ": " + ADVICE.get(code) : "";
            return taken(PageReport.failed(page, status, "Twilio reported " + status + known + ", " + FAILED.get(status)
                    + advice, now));
        }
        if (REACHED.containsKey(status)) {
            return taken(PageReport.reached(page, status, REACHED.get(status), now));
        }
        return new Reading.NoAlert(NoAlertReason.REPORT_OF_NO_CONSEQUENCE, UNDER_WAY.contains(status)
                ? "The page is under way: " + status + "."
                : "The status is not one that we know.", Twiml.NOTHING);
    }

    private static Reading taken(PageReport report) {
        return new Reading.Answers(List.of(), List.of(report.bulletin()), Twiml.NOTHING);
    }
}
