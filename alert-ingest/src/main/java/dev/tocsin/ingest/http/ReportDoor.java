package dev.tocsin.ingest.http;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

import dev.tocsin.ingest.authenticity.SampleBudget;
import dev.tocsin.ingest.authenticity.SampleBudgets;
import dev.tocsin.ingest.format.Mappings;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.report.ReportPage;
import dev.tocsin.ingest.setting.IngestSettings;
import dev.tocsin.policy.model.ReportIntake.Link;
import dev.tocsin.policy.report.Reports;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.outside.FormMark;
import dev.tocsin.schemas.outside.ReportAddress;

/**
 * The door for people without an account: shows the form behind a signed link for reports, and lets a filled one in while the
 * link works and not too many came.
 */
final class ReportDoor {

    private static final Duration WINDOW = Duration.ofHours(1);
    /** How many budgets of links and addresses are kept. */
    private static final int MOST_KEPT = 10_000;
    private static final String CROSS_SITE = "cross-site";

    private final AnswerDoor door;
    private final Mappings policy;
    private final Clock clock;
    private final Random random = new SecureRandom();
    private final int perLink;
    private final int perAddress;
    private final SampleBudgets budgets = new SampleBudgets(MOST_KEPT);

    ReportDoor(AnswerDoor door, Mappings policy, Settings settings, Clock clock) {
        this.door = door;
        this.policy = policy;
        this.clock = clock;
        this.perLink = IngestSettings.REPORTS_PER_HOUR.in(settings);
        this.perAddress = IngestSettings.REPORTS_PER_ADDRESS.in(settings);
    }

    /** What becomes of a visit. */
    sealed interface Visit {
        /** The visitor sees a page, and that is all. */
        record Shown(Reply.Own page) implements Visit {}

        /** The filled form goes on. */
        record Sent() implements Visit {}
    }

    /**
     * A visit.
     *
     * @param token
     *            last part of the address
     * @param site
     *            header {@code Sec-Fetch-Site}, in which a browser says where the request comes from; may be empty
     * @param from
     *            address of the visitor
     */
    Visit visit(String token, String method, String site, String from) {
        var now = clock.instant();
        var address = door.keys().reportAddress(token);
        var reports = policy.reports();
        if (address.isEmpty() || reports.isEmpty()) {
            return new Visit.Shown(address.isEmpty() ? ReportPage.closed(false) : ReportPage.unavailable());
        }
        var link = reports.get().link(address.get().link(), address.get().key(), now);
        if (link.isEmpty()) {
            return new Visit.Shown(ReportPage.closed(true));
        }
        return switch (method) {
            case "GET", "HEAD" -> new Visit.Shown(form(reports.get(), link.get(), address.get(), now));
            case "POST" -> post(address.get().link(), site, from);
            default -> new Visit.Shown(ReportPage.refused(405));
        };
    }

    /** The form is sent from its own page, never from another site. */
    private Visit post(String link, String site, String from) {
        if (site.equals(CROSS_SITE)) {
            return new Visit.Shown(ReportPage.refused(403));
        }
        return takes("link " + link, perLink) && (perAddress == 0 || takes("from " + from, perAddress))
                ? new Visit.Sent()
                : new Visit.Shown(ReportPage.tooMany());
    }

    private boolean takes(String who, int most) {
        return budgets.of(who, () -> new SampleBudget(most, WINDOW, clock)).take();
    }

    private Reply.Own form(Reports reports, Link link, ReportAddress under, Instant now) {
        var id = new byte[FormMark.ID_BYTES];
        random.nextBytes(id);
        return ReportPage.asks(reports, link, door.keys().sign(FormMark.of(id, now), under).orElse(""));
    }

    /** What the sender of a form sees where the answer is no page. */
    static Answer inHtml(Answer answer) {
        if (answer.contentType().startsWith("text/html")) {
            return answer;
        }
        var page = answer.status() == 503 ? ReportPage.unavailable() : ReportPage.refused(answer.status());
        var shown = Answer.own(answer.outcome(), page);
        return Optional.ofNullable(answer.headers().get("Retry-After")).map(after -> shown.with("Retry-After", after))
                .orElse(shown);
    }
}
