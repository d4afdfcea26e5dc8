package dev.tocsin.ingest.format.report;

import static dev.tocsin.ingest.answer.PageFrame.escaped;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.ingest.answer.PageFrame;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.policy.model.ReportIntake.Link;
import dev.tocsin.policy.model.ReportIntake.Reporter;
import dev.tocsin.policy.report.Reports;

/** The pages behind a link for reports: the form, and what became of the report. */
public final class ReportPage {

    private static final String CSS = """
            body{margin:1.5rem auto}
            label,legend{display:block;font-weight:600}
            fieldset{border:0;padding:0;margin:0 0 1.5rem}
            legend{padding:0}
            .field{margin:0 0 1.5rem}
            .hint{display:block;font-weight:400;opacity:.75}
            .choice{display:flex;gap:.75rem;align-items:center;font-weight:400;min-height:2.75rem}
            .choice input{width:1.5rem;height:1.5rem;flex:none;margin:0}
            input[type=text],textarea,select{font:inherit;width:100%;box-sizing:border-box;min-height:2.75rem;\
            padding:.5rem .75rem;margin:.25rem 0 0;border:2px solid #667085;border-radius:.5rem;\
            background:Field;color:FieldText}
            textarea{min-height:7rem}
            :focus-visible{outline:3px solid #f79009;outline-offset:2px}
            .error{display:block;font-weight:600;color:#b42318}
            .summary{border:3px solid #b42318;border-radius:.5rem;padding:.75rem 1rem;margin:0 0 1.5rem}
            .summary a{color:#b42318}
            .reference{font-size:1.5rem;font-weight:600}
            button{width:100%}
            @media (min-width:34rem){button{width:auto}}
            @media (prefers-color-scheme:dark){.error,.summary a{color:#fda29b}.summary{border-color:#fda29b}}
            """;
    private static final String NOT_STORED = "Not stored";

    private ReportPage() {}

    /**
     * The form.
     *
     * @param mark
     *            signed
     * @param errors
     *            what is wrong with the answers, by the field
     */
    static String form(Reports reports, Link link, String mark, ReportAnswers answers, Map<String, String> errors) {
        var body = new StringBuilder(errors.isEmpty() ? "" : summary(errors)).append(
                "<form method=\"post\" novalidate>");
        body.append(hidden("mark", mark));
        body.append(line(ReportAnswers.SUMMARY, "What does not work?", "Such as: nobody can pay, the page stays empty.",
                answers.summary(), "required maxlength=\"300\"", errors));
        body.append(impacts(reports, answers, errors)).append(services(reports, link, answers, errors));
        body.append(details(answers));
        body.append(line(ReportAnswers.NAME, "Your name", "Optional.", answers.name(),
                "autocomplete=\"name\" maxlength=\"120\"", errors));
        body.append(line(ReportAnswers.CONTACT, "E-mail or telephone", "Optional, for questions.", answers.contact(),
                "autocomplete=\"email\" maxlength=\"120\"", errors));
        if (link.reporter() == Reporter.CUSTOMER) {
            body.append(line(ReportAnswers.COMPANY, "Company", "Optional.", answers.company(),
                    "autocomplete=\"organization\" maxlength=\"120\"", errors));
        }
        body.append(confidential(reports, link, answers)).append(
                "<button type=\"submit\">Send the report</button></form>");
        var title = errors.isEmpty() ? link.title() : "Error: " + link.title();
        return PageFrame.of(title, link.title(), CSS, body.toString());
    }

    /** The form for somebody who just opened it. */
    public static Reply.Own asks(Reports reports, Link link, String mark) {
        return page(200, form(reports, link, mark, ReportAnswers.EMPTY, Map.of()));
    }

    /** The form once more, with what was written. */
    static Reply.Own asksAgain(Reports reports, Link link, String mark, ReportAnswers answers,
            Map<String, String> errors) {
        return page(422, form(reports, link, mark, answers, errors));
    }

    /** The report is on the log. */
    static Reply.Own thanks(String reference, ReportAnswers answers) {
        return page(200, said("Thank you", "<p>Your report was received, and the alerting system of the team has it. "
                + "Whether somebody is called at once depends on how bad it is.</p>" + reference(reference)
                + contact(answers)));
    }

    /** The report is on our disk. */
    static Reply.Own kept(String reference, ReportAnswers answers) {
        return page(202, said("Thank you",
                "<p>Your report was stored. It has <strong>not reached the team yet</strong>, "
                        + "because a part of the alerting system is not available; it is passed on as soon as that works again. "
                        + "If it is urgent, please also call the team.</p>" + reference(reference) + contact(answers)));
    }

    /** The report is lost unless it is sent again. */
    public static Reply.Own unavailable() {
        return page(503, said(NOT_STORED,
                "<p role=\"alert\">Your report could not be stored. Please go back in your browser, "
                        + "where your words still are, and send it again in a minute. If it is urgent, call the team.</p>"));
    }

    /** Too many reports came, so this one was not stored. */
    public static Reply.Own tooMany() {
        return page(429, said(NOT_STORED,
                "<p role=\"alert\">Too many reports came from here within the last hour, so this one "
                        + "was not stored. The team has the earlier ones. If yours says something new, please wait ten minutes, "
                        + "go back in your browser and send it again, or call the team.</p>"));
    }

    /** The request did not come from a form of ours, or could not be read. */
    public static Reply.Own refused(int status) {
        return page(status, said(NOT_STORED,
                "<p role=\"alert\">This report could not be read. Please open the link again and send it once more.</p>"));
    }

    /** The link does not work any more, or never did. */
    public static Reply.Own closed(boolean wasOurs) {
        return page(wasOurs ? 410 : 404, said("This link does not work", "<p>" + (wasOurs
                ? "It has expired or was withdrawn. Please ask whoever gave it to you for a new one."
                : "Please check the address, or ask whoever gave it to you for a new one.") + "</p>"));
    }

    private static Reply.Own page(int status, String html) {
        return new Reply.Own(status, PageFrame.TYPE, html, Optional.empty());
    }

    private static String said(String title, String html) {
        return PageFrame.of(title, title, CSS, html);
    }

    private static String reference(String reference) {
        return "<p>Your reference is<br><span class=\"reference\">" + escaped(reference) + "</span></p>";
    }

    private static String contact(ReportAnswers answers) {
        return "<p>" + (answers.contact().isEmpty()
                ? "You left no contact, so nobody can get back to you. Quote the reference if you ask the team."
                : "The team can reach you at what you left. No answer is sent automatically.") + "</p>";
    }

    private static String summary(Map<String, String> errors) {
        return "<div class=\"summary\" role=\"alert\" tabindex=\"-1\" autofocus><strong>The report was not sent</strong><ul>"
                + errors.entrySet().stream().map(error -> "<li><a href=\"#" + error.getKey() + "\">" + escaped(error
                        .getValue()) + "</a></li>").collect(Collectors.joining()) + "</ul></div>";
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escaped(value) + "\">";
    }

    private static String line(String name, String label, String hint, String value, String attributes,
            Map<String, String> errors) {
        return "<div class=\"field\"><label for=\"" + name + "\">" + label + "</label>" + hint(name, hint) + error(name,
                errors) + "<input type=\"text\" id=\"" + name + "\" name=\"" + name + "\" value=\"" + escaped(value)
                + "\" " + attributes + described(name, true, errors) + "></div>";
    }

    private static String impacts(Reports reports, ReportAnswers answers, Map<String, String> errors) {
        var choices = new StringBuilder();
        for (var impact : reports.impacts()) {
            var first = choices.isEmpty() ? "id=\"" + ReportAnswers.IMPACT + "\" " : "";
            choices.append("<label class=\"choice\"><input type=\"radio\" ").append(first).append("name=\"").append(
                    ReportAnswers.IMPACT).append("\" value=\"").append(escaped(impact.name())).append("\" required")
                    .append(impact.name().equals(answers.impact()) ? " checked" : "").append('>').append(escaped(impact
                            .title())).append("</label>");
        }
        return "<fieldset" + described(ReportAnswers.IMPACT, false, errors) + "><legend>How bad is it?</legend>"
                + error(
                        ReportAnswers.IMPACT, errors) + choices + "</fieldset>";
    }

    /** What there is only one of is not asked. */
    private static String services(Reports reports, Link link, ReportAnswers answers, Map<String, String> errors) {
        var services = reports.services(link);
        if (services.size() == 1) {
            return hidden(ReportAnswers.SERVICE, services.getFirst());
        }
        return services.isEmpty()
                ? ""
                : "<div class=\"field\"><label for=\"service\">Where?</label>" + error(ReportAnswers.SERVICE, errors)
                        + "<select id=\"service\" name=\"service\"" + described(ReportAnswers.SERVICE, false, errors)
                        + "><option value=\"\">I do not know</option>" + services.stream().map(
                                service -> "<option" + (service.equals(answers.service()) ? " selected" : "") + ">"
                                        + escaped(service) + "</option>").collect(Collectors.joining())
                        + "</select></div>";
    }

    private static String details(ReportAnswers answers) {
        return "<div class=\"field\"><label for=\"details\">Details</label>" + hint(ReportAnswers.DETAILS,
                "Optional: since when, what you tried, what the screen says. No passwords.")
                + "<textarea id=\"details\" name=\"details\" maxlength=\"3000\" aria-describedby=\"details-hint\">\n"
                + escaped(answers.details()) + "</textarea></div>";
    }

    private static String confidential(Reports reports, Link link, ReportAnswers answers) {
        return reports.confidential() || link.confidential()
                ? "<p>Your name and contact are not shown in the messages to the team; they are stored with the report only.</p>"
                : "<div class=\"field\"><label class=\"choice\"><input type=\"checkbox\" name=\"confidential\" value=\"yes\""
                        + (answers.confidential() ? " checked" : "")
                        + ">Keep my name and contact out of the messages to the team</label></div>";
    }

    private static String hint(String name, String hint) {
        return "<span class=\"hint\" id=\"" + name + "-hint\">" + hint + "</span>";
    }

    private static String error(String name, Map<String, String> errors) {
        return errors.containsKey(name)
                ? "<span class=\"error\" id=\"" + name + "-error\">" + escaped(errors.get(name)) + "</span>"
                : "";
    }

    private static String described(String name, boolean hinted, Map<String, String> errors) {
        var by = (hinted ? name + "-hint " : "") + (errors.containsKey(name) ? name + "-error" : "");
        return (by.isBlank() ? "" : " aria-describedby=\"" + by.strip() + "\"") + (errors.containsKey(name)
                ? " aria-invalid=\"true\""
                : "");
    }
}
