package dev.tocsin.notifier.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.kind.KindDetails;
import dev.tocsin.notifier.kind.KindTraits;
import dev.tocsin.notifier.message.Message.Line;
import dev.tocsin.schemas.incident.ClockKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the text of a notification: first what decides whether to get up, then what to do. */
public final class MessageWriter {

    private static final Logger LOG = LoggerFactory.getLogger(MessageWriter.class);

    /** Label of the line with the incident's id and link. */
    static final String INCIDENT = "Incident";

    /** Label of the line with the link to acknowledge. */
    static final String ACKNOWLEDGE = "Acknowledge";

    /** Label of the line with what to do, and the link to where. */
    static final String TO_DO = "To do";

    /** Label of the line with the link to complete a follow-up. */
    static final String WHEN_DONE = "When done";

    private final Function<Notification, Reader> readers;

    /**
     * A writer for readers in UTC.
     *
     * @param console
     *            address at which people reach the console
     */
    public MessageWriter(Optional<String> console) {
        this(_ -> new Reader(console, List.of()));
    }

    /**
     * A writer.
     *
     * @param readers
     *            reader of a notification, from its policy
     */
    public MessageWriter(Function<Notification, Reader> readers) {
        this.readers = readers;
    }

    /** The message as of now: in the words of the policy, or in the usual ones if those fail, so that it is sent whatever happens. */
    public Message write(Notification notification, boolean possibleRepeat, Instant now) {
        var reader = readers.apply(notification);
        var usual = new Draft(notification, reader, possibleRepeat, now);
        if (reader.template().isEmpty() || ContextTexts.isRedacted(notification.getIncident())) {
            return usual.message(UnaryOperator.identity(), UnaryOperator.identity());
        }
        var template = reader.template().get();
        try {
            var words = new TemplateWords(template, new IncidentFields(notification, reader, now));
            return usual.message(headline -> words.headline(headline, possibleRepeat), words::lines);
        } catch (RuntimeException failed) {
            var why = failed instanceof TemplateWords.UnusableException
                    ? failed.getMessage()
                    : failed.getClass()
                            .getSimpleName();
            LOG.warn("message {} of the policy failed for {}: {}", template.number(), notification.getId(), why);
            var message = usual.message(UnaryOperator.identity(), UnaryOperator.identity());
            return new Message(message.headline(), message.lines(), Optional.of("in the usual words, because message "
                    + template.number() + " of policy version " + notification.getPolicyVersion() + " failed: " + why));
        }
    }

    /** What a message is made of. */
    private record Draft(Notification notification, Reader reader, boolean possibleRepeat, Instant now) {

        /**
         * The message.
         *
         * @param headline
         *            what is made of the usual first line
         * @param described
         *            what is made of the lines that describe the incident
         */
        Message message(UnaryOperator<String> headline, UnaryOperator<List<Line>> described) {
            if (KindTraits.isDigest(notification.getKind())) {
                return new DigestMessage(notification, reader).message(possibleRepeat, headline);
            }
            var lines = new Lines();
            if (possibleRepeat) {
                lines.add("Possible repeat",
                        "you may have received this already; delivery of an earlier copy was not confirmed");
            }
            if (notification.getKind() != NotificationKind.PAGE_MISSED) {
                lines.add("Late", Headline.late(notification, now).map(late -> "by " + late + ", due " + reader.moment(
                        notification.getDueAt()) + "; still valid when sent"));
            }
            lines.all(new OpeningLines(notification, reader, now).lines()).all(described.apply(new Body(notification,
                    reader,
                    now).lines()));
            if (isAboutTheReview(notification)) {
                reader.review(notification.getIncident().getId()).ifPresent(address -> lines.all(List.of(new Line(
                        "Review document", "", Optional.of(address)))));
            }
            if (!lines.has(INCIDENT)) {
                lines.all(actions(notification, reader));
            }
            return new Message(headline.apply(Headline.of(notification, reader, possibleRepeat, now)), lines
                    .linkedOnce());
        }
    }

    /** Where follow-ups or a review are due, their readers need the document that is made from the log. */
    private static boolean isAboutTheReview(Notification notification) {
        return switch (notification.getKind()) {
            case TASK_DUE, TASK_OVERDUE -> true;
            case RESOLVED -> !notification.getIncident().getTasks().isEmpty();
            case CLOCK_WARNING, CLOCK_BREACHED -> new KindDetails(notification).phase().equals(ClockKind.REVIEW.key());
            default -> false;
        };
    }

    private static List<Line> actions(Notification notification, Reader reader) {
        var incident = notification.getIncident();
        var page = reader.incident(incident.getId());
        var round = incident.getRound() > 1 ? " (reopened, round " + incident.getRound() + ")" : "";
        return KindTraits.of(notification.getKind()).isUrgent()
                ? List.of(new Line(ACKNOWLEDGE, page.isPresent() ? "" : "in the console", page),
                        Line.of(INCIDENT, incident.getId() + round))
                : List.of(new Line(INCIDENT, incident.getId() + round, page));
    }
}
