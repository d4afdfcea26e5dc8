package dev.tocsin.ingest.format.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Identity;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Mappings;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.form.FormFields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.policy.model.ReportIntake.Link;
import dev.tocsin.policy.model.ReportIntake.Reporter;
import dev.tocsin.policy.report.Reports;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.schemas.outside.FormMark;
import dev.tocsin.schemas.outside.ReportAddress;

/**
 * The form behind a signed link for reports: a POST to {@code /report/<token>}. The token is what {@link Incoming#query} holds.
 * A hidden mark, signed for this link, proves that the form is ours, which no other page can forge, and makes a repeated POST
 * the same report. Stored are the fields with the name of the link in place of token and mark; so a request that comes out of
 * the spool is read from these.
 */
public final class ReportFormFormat implements AlertFormat {

    public static final String NAME = "report-form";

    /** As long as a form may be open in a browser. */
    private static final Duration OPEN = Duration.ofDays(1);

    private static final String MARK = "mark";
    private static final String LINK = "link";
    private static final String KEY = "key";
    private static final String REPORT = "report";
    private static final List<String> OURS = List.of(MARK, LINK, KEY, REPORT);

    private final AnswerDesk desk;

    /** With the keys that sign links and forms. */
    public ReportFormFormat(AnswerDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean anyContentType() {
        return true;
    }

    @Override
    public boolean needsPolicy(Incoming incoming) {
        return true;
    }

    /** One form that was sent under one link. */
    private record Sent(ReportAddress under, Optional<FormMark> mark, boolean live, ReportAnswers answers) {}

    @Override
    public byte[] stored(Incoming incoming) {
        if (incoming.query().isEmpty()) {
            return incoming.body();
        }
        var form = FormFields.of(incoming.body());
        return sent(incoming).map(sent -> form.without(OURS) + "&" + LINK + "=" + sent.under().link() + "&" + KEY + "="
                + sent.under().key() + sent.mark().map(mark -> "&" + REPORT + "=" + mark.id()).orElse("")).orElse("")
                .getBytes(UTF_8);
    }

    @Override
    public Reply kept(Incoming incoming) {
        return sent(incoming).<Reply>map(sent -> ReportPage.kept(reference(incoming, sent), sent.answers())).orElse(
                Reply.STANDARD);
    }

    @Override
    public Reading read(Incoming incoming) {
        return read(incoming, _ -> Optional.empty());
    }

    @Override
    public Reading read(Incoming incoming, Mappings mappings) {
        var sent = sent(incoming);
        var reports = mappings.reports();
        return sent.isEmpty() || reports.isEmpty()
                ? new Reading.Refused(RefusalReason.UNKNOWN_SHAPE, "This is no form of a link for reports.")
                : read(incoming, sent.get(), reports.get());
    }

    private Reading read(Incoming incoming, Sent sent, Reports reports) {
        if (!sent.live()) {
            return report(incoming, sent, reports, reports.links().stream().filter(one -> one.name().equals(sent.under()
                    .link())).findFirst());
        }
        var link = reports.link(sent.under().link(), sent.under().key(), incoming.receivedAt());
        if (link.isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.ANSWER_TOO_LATE, "The link was withdrawn or has expired.",
                    ReportPage.closed(true));
        }
        var errors = sent.answers().errors(reports, link.get());
        if (sent.mark().isEmpty()) {
            errors.put(ReportAnswers.SUMMARY,
                    "This form was open for more than a day. Please check it, and send it again.");
        }
        return errors.isEmpty()
                ? report(incoming, sent, reports, link)
                : new Reading.NoAlert(NoAlertReason.REPORT_INCOMPLETE, String.join(" ", errors.values()), again(
                        incoming,
                        sent, reports, link.get(), errors));
    }

    /** With a mark of its own, made of this request: what is sent then is another report. */
    private Reply again(Incoming incoming, Sent sent, Reports reports, Link link, Map<String, String> errors) {
        var mark = sent.mark().orElseGet(() -> new FormMark(Identity.of(NAME, incoming.id()).substring(NAME
                .length() + 1, NAME.length() + 1 + 2 * FormMark.ID_BYTES), incoming.receivedAt()));
        return ReportPage.asksAgain(reports, link, desk.door().keys().sign(mark, sent.under()).orElse(""), sent
                .answers(), errors);
    }

    /** What was taken before the link was removed is a customer's whose contact stays confidential. */
    private static Reading report(Incoming incoming, Sent sent, Reports reports, Optional<Link> link) {
        var answers = sent.answers();
        var draft = draft(incoming, sent, reports).service(answers.service()).impact(answers.impact()).summary(answers
                .summary()).text(answers.details()).customer(answers.company()).reporter(link.map(Link::reporter)
                        .orElse(Reporter.CUSTOMER), answers.name(), answers.contact(), answers.confidential() || link
                                .map(Link::confidential).orElse(true)).label("link", sent.under().link());
        return new Reading.Alerts(List.of(draft.firing(incoming.receivedAt())), 0, Optional.empty(), ReportPage.thanks(
                draft.reference(), answers));
    }

    private static ReportDraft draft(Incoming incoming, Sent sent, Reports reports) {
        return new ReportDraft(incoming, reports, "form").identity(identity(incoming, sent));
    }

    private static String reference(Incoming incoming, Sent sent) {
        return ReportDraft.reference(incoming.source(), identity(incoming, sent));
    }

    private static String[] identity(Incoming incoming, Sent sent) {
        return sent.mark().map(mark -> new String[]{"form", sent.under().link(), mark.id()}).orElseGet(
                () -> new String[]{"request", incoming.id()});
    }

    private Optional<Sent> sent(Incoming incoming) {
        var form = FormFields.of(incoming.body());
        var answers = ReportAnswers.of(form);
        if (!incoming.query().isEmpty()) {
            return desk.door().keys().reportAddress(incoming.query()).map(under -> new Sent(under, desk.door().keys()
                    .form(form.first(MARK), under).filter(mark -> isFresh(mark, incoming)), true, answers));
        }
        var key = form.first(KEY);
        return incoming.path().equals(AnswerDoor.REPORTS) && key.matches("[0-9]{1,4}")
                ? Optional.of(new Sent(new ReportAddress(form.first(LINK), Integer.parseInt(key)), mark(form.first(
                        REPORT), incoming), false, answers))
                : Optional.empty();
    }

    private static Optional<FormMark> mark(String id, Incoming incoming) {
        return id.matches("[0-9a-f]{16}") ? Optional.of(new FormMark(id, incoming.receivedAt())) : Optional.empty();
    }

    private static boolean isFresh(FormMark mark, Incoming incoming) {
        var age = Duration.between(mark.shownAt(), incoming.receivedAt());
        return age.compareTo(OPEN) <= 0 && age.compareTo(OPEN.negated()) >= 0;
    }
}
