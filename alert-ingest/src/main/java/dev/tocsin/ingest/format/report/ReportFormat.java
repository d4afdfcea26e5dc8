package dev.tocsin.ingest.format.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Mappings;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.policy.model.ReportIntake.Reporter;
import dev.tocsin.policy.report.Reports;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports over the API, as a help desk or a program sends them: one JSON object or form. Only {@code summary} is required. An
 * {@code id}, such as the number of a ticket, makes a repeat the same report, and lets {@code "status": "resolved"} end it.
 */
public final class ReportFormat implements AlertFormat {

    public static final String NAME = "report";

    private static final List<String> OVER = List.of("resolved", "closed", "solved", "ok");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean anyContentType() {
        return true;
    }

    /** Who tells that a report is over need not name its service again. */
    @Override
    public boolean identityOutlivesLabels() {
        return true;
    }

    @Override
    public boolean needsPolicy(Incoming incoming) {
        return true;
    }

    @Override
    public Reading read(Incoming incoming) {
        return read(incoming, _ -> Optional.empty());
    }

    @Override
    public Reading read(Incoming incoming, Mappings mappings) {
        return mappings.reports().map(reports -> incoming.read(root -> root.isObject()
                ? read(root, incoming, reports)
                : new Reading.Refused(RefusalReason.UNKNOWN_SHAPE, "Send one report as a JSON object.")))
                .orElseGet(() -> new Reading.Refused(RefusalReason.READER_FAILED, "The policy is not known."));
    }

    private static Reading read(Fields root, Incoming incoming, Reports reports) {
        var summary = root.first("summary", "title", "subject");
        if (summary.isBlank()) {
            return new Reading.Refused(RefusalReason.MISSING_FIELD, "Say in 'summary' what is wrong.");
        }
        var id = root.first("id");
        var draft = new ReportDraft(incoming, reports, "api").identity(id.isBlank() ? "request" : "id", id.isBlank()
                ? incoming.id()
                : id);
        var reporter = root.in("reporter");
        draft.service(root.first("service")).impact(root.first("impact", "severity", "priority")).summary(summary)
                .text(root.first("description", "text", "details")).customer(root.first("customer", "company"))
                .reporter(kind(Texts.first(reporter.text("kind"), root.first("from"))), Texts.first(reporter.text(
                        "name"), reporter.isText() ? reporter.text() : ""), Texts.first(reporter.text("contact"),
                                reporter.text("email"), reporter.text("phone"), root.first("contact")), isYes(Texts
                                        .first(reporter.text("confidential"), root.first("confidential"))))
                .link("Report", root.first("url", "link"));
        draft.label("environment", root.first("environment"));
        root.in("labels").texts().forEach(draft::label);
        var since = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks()).choose("startedAt", root
                .first("startedAt", "since"));
        var over = OVER.contains(root.first("status", "state").toLowerCase(Locale.ROOT));
        if (over && id.isBlank()) {
            return new Reading.Refused(RefusalReason.MISSING_FIELD,
                    "Give the 'id' with which the problem was reported that is resolved.");
        }
        return reading(over ? draft.resolved(since) : draft.firing(since), incoming, draft.reference());
    }

    private static Reading reading(Alert alert, Incoming incoming, String reference) {
        var told = new LinkedHashMap<String, Object>();
        told.put("id", incoming.id());
        told.put("reference", reference);
        told.put("service", Optional.ofNullable(alert.getLabels().get("service")).orElse(""));
        told.put("remarks", alert.getRemarks());
        return new Reading.Alerts(List.of(alert), 0, Optional.empty(), new Reply.Own(202, "application/json", JsonMapper
                .shared().writeValueAsString(told), Optional.empty()));
    }

    private static Reporter kind(String word) {
        return Map.of("staff", Reporter.STAFF, "internal", Reporter.STAFF).getOrDefault(word.strip().toLowerCase(
                Locale.ROOT), Reporter.CUSTOMER);
    }

    private static boolean isYes(String word) {
        return List.of("true", "yes", "on", "1").contains(word.strip().toLowerCase(Locale.ROOT));
    }
}
