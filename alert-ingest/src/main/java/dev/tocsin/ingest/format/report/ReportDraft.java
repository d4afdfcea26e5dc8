package dev.tocsin.ingest.format.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.Alert;
import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Identity;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Severity;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.policy.model.ReportIntake.Impact;
import dev.tocsin.policy.model.ReportIntake.Reporter;
import dev.tocsin.policy.report.Reports;

/**
 * The one place that makes an alert of a report. All reports have one name, so those about the same service and environment
 * join one incident, each as an alert of its own that counts. The contact stays out of the alert where it is confidential: it
 * then stands only in the request on {@code tocsin.received}.
 */
public final class ReportDraft {

    private static final int MOST_SUMMARY = 300;
    private static final int MOST_TEXT = 3_000;
    private static final int MOST_NAME = 120;
    private static final int REFERENCE_DIGITS = 8;

    private final Incoming incoming;
    private final Reports reports;
    private final AlertDraft draft;
    private final TreeMap<String, String> labels = new TreeMap<>();
    private final TreeMap<String, String> annotations = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private String identity = "";
    private String summary = "";
    private String text = "";

    /**
     * @param via
     *            road of the report: api, form or slack; a label
     */
    public ReportDraft(Incoming incoming, Reports reports, String via) {
        this.incoming = incoming;
        this.reports = reports;
        this.draft = new AlertDraft(incoming, Reports.FORMAT);
        labels.put("alertname", Reports.ALERT_NAME);
        labels.put("via", via);
    }

    /** What makes a repeat of a report the same one. */
    public ReportDraft identity(String... parts) {
        identity = Identity.of(incoming.source(), parts);
        draft.identity(parts);
        return this;
    }

    /** The service, as the reporter writes it; empty if it is not known. */
    public ReportDraft service(String word) {
        if (!word.isBlank()) {
            var known = reports.service(word);
            if (known.isEmpty() && !reports.services().isEmpty()) {
                draft.remarks().add("service '" + word.strip() + "' is not among the services to choose from");
            }
            labels.put(reports.serviceLabel(), known.orElse(Texts.oneLine(word.strip())));
        }
        return this;
    }

    /** How bad it is, as the reporter says: an impact of the policy, one of its severities, or another word for urgency. */
    public ReportDraft impact(String word) {
        if (word.isBlank()) {
            return this;
        }
        var impact = reports.impact(word);
        if (impact.isPresent()) {
            return impact(impact.get());
        }
        draft.remarks().add("impact '" + word.strip() + "' is not one of the policy");
        Severity.of(word).ifPresent(severity -> labels.put("severity", severity.label()));
        labels.put("sender_severity", Texts.oneLine(word.strip()));
        return this;
    }

    /** How bad it is. */
    public ReportDraft impact(Impact impact) {
        labels.put(Reports.IMPACT, impact.name());
        labels.put("severity", impact.severity());
        lines.add("Impact: " + impact.title());
        return this;
    }

    /** What is wrong, in a sentence. */
    public ReportDraft summary(String words) {
        summary = Texts.cut(Texts.oneLine(words).strip(), MOST_SUMMARY);
        return this;
    }

    /** What is wrong, at length; may be empty. */
    public ReportDraft text(String words) {
        text = Texts.cut(words.strip(), MOST_TEXT);
        return this;
    }

    /** Whose customers are affected; may be empty. */
    public ReportDraft customer(String name) {
        if (!name.isBlank()) {
            annotations.put("customer", line(name));
            lines.add("Customer: " + line(name));
        }
        return this;
    }

    /**
     * Who reports it.
     *
     * @param name
     *            may be empty
     * @param contact
     *            may be empty
     * @param confidential
     *            whether name and contact are kept out of the alert
     */
    public ReportDraft reporter(Reporter kind, String name, String contact, boolean confidential) {
        var who = kind == Reporter.STAFF ? "staff" : "customer";
        labels.put("reporter", who);
        var said = !name.isBlank() || !contact.isBlank();
        if (said && (confidential || reports.confidential())) {
            lines.add("Reported by " + article(who) + ". The contact is confidential and stands only in request "
                    + incoming.id() + ".");
        } else if (said) {
            put("reporter_name", name);
            put("reporter_contact", contact);
            var both = String.join(", ", line(name), line(contact)).replaceAll("^, |, $", "");
            lines.add("Reported by " + both + " (" + who + ").");
        } else {
            lines.add("Reported by " + article(who) + " who left no contact.");
        }
        return this;
    }

    /** A place to look at, such as the ticket; may be empty. */
    public ReportDraft link(String title, String href) {
        draft.link(title, href);
        return this;
    }

    /** A further fact; what the report itself says goes first. */
    public ReportDraft label(String name, String value) {
        if (!value.isBlank()) {
            labels.putIfAbsent(name, value);
        }
        return this;
    }

    /** What the reporter can quote: the same for a repeated report. */
    public String reference() {
        return written(identity);
    }

    /** The reference of a report with this identity. */
    static String reference(String source, String... parts) {
        return written(Identity.of(source, parts));
    }

    private static String written(String identity) {
        var hash = identity.substring(identity.lastIndexOf(':') + 1);
        return "R-" + hash.substring(0, REFERENCE_DIGITS).toUpperCase(Locale.ROOT);
    }

    /** The alert. */
    public Alert firing(Instant since) {
        return build(draft.firing(since));
    }

    /** Its end, which the reporter told. */
    public Alert resolved(Instant since) {
        return build(draft.resolved(since, incoming.receivedAt()));
    }

    /** Where remarks are added. */
    public List<String> remarks() {
        return draft.remarks();
    }

    private Alert build(AlertDraft whole) {
        lines.add("Reference " + reference() + ".");
        var facts = String.join("\n", lines);
        return whole.name(Reports.ALERT_NAME).summary(summary + " (" + reference() + ")").description(text.isEmpty()
                ? facts
                : text + "\n\n" + facts).labels(labels).annotations(annotations).deliveryId(reference()).build();
    }

    private void put(String name, String value) {
        Optional.of(line(value)).filter(one -> !one.isEmpty()).ifPresent(one -> annotations.put(name, one));
    }

    private static String article(String who) {
        return who.equals("staff") ? "a member of the staff" : "a customer";
    }

    private static String line(String text) {
        return Texts.cut(Texts.oneLine(text).strip(), MOST_NAME);
    }
}
