package dev.tocsin.ingest.format.report;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.tocsin.ingest.format.form.FormFields;
import dev.tocsin.policy.model.ReportIntake.Link;
import dev.tocsin.policy.report.Reports;

/**
 * What a person wrote into the form.
 *
 * @param impact
 *            name of an impact of the policy
 * @param service
 *            one of the form's; empty: not known
 * @param company
 *            asked of customers only
 * @param confidential
 *            whether the contact shall be kept out of messages
 */
record ReportAnswers(String summary, String impact, String service, String details, String name, String contact,
        String company, boolean confidential) {

    /** Nothing yet. */
    static final ReportAnswers EMPTY = new ReportAnswers("", "", "", "", "", "", "", false);

    /** Names of the form's fields, in their order. */
    static final String SUMMARY = "summary";
    static final String IMPACT = "impact";
    static final String SERVICE = "service";
    static final String DETAILS = "details";
    static final String NAME = "name";
    static final String CONTACT = "contact";
    static final String COMPANY = "company";
    static final String CONFIDENTIAL = "confidential";

    static ReportAnswers of(FormFields form) {
        return new ReportAnswers(form.first(SUMMARY).strip(), form.first(IMPACT), form.first(SERVICE), form.first(
                DETAILS).strip(), form.first(NAME).strip(), form.first(CONTACT).strip(), form.first(COMPANY).strip(),
                !form.first(CONFIDENTIAL).isEmpty());
    }

    /** What is missing or wrong, by the field, in their order. */
    Map<String, String> errors(Reports reports, Link link) {
        var errors = new LinkedHashMap<String, String>();
        if (summary.isBlank()) {
            errors.put(SUMMARY, "Say what does not work.");
        }
        if (reports.impact(impact).isEmpty()) {
            errors.put(IMPACT, "Choose how bad it is.");
        }
        if (!service.isEmpty() && !reports.services(link).contains(service)) {
            errors.put(SERVICE, "Choose one of the list.");
        }
        return errors;
    }
}
