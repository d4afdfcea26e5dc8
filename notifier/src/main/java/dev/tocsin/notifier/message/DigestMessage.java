package dev.tocsin.notifier.message;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.kind.DigestDetails;
import dev.tocsin.notifier.kind.DigestDetails.Row;
import dev.tocsin.notifier.message.Message.Line;

/** Writes the digest of what a throttle held back: a line for each incident, most severe first, with its link. */
record DigestMessage(Notification notification, Reader reader) {

    private static final int MOST = 20;

    /**
     * The message.
     *
     * @param headline
     *            what is made of the usual first line
     */
    Message message(boolean possibleRepeat, UnaryOperator<String> headline) {
        var rows = DigestDetails.rows(notification);
        var lines = new Lines();
        if (possibleRepeat) {
            lines.add("Possible repeat",
                    "you may have received this already; delivery of an earlier copy was not confirmed");
        }
        rows.stream().limit(MOST).forEach(row -> lines.all(List.of(line(row))));
        if (rows.size() > MOST) {
            lines.add("More", (rows.size() - MOST) + " less severe incidents; see the console");
        }
        lines.add("Why", notification.getReason() + "; the most severe severity is never held back");
        return new Message(headline.apply(headline(rows, possibleRepeat)), lines.linkedOnce());
    }

    private String headline(List<Row> rows, boolean possibleRepeat) {
        var worst = rows.isEmpty() ? "" : ", most severe " + named(rows.getFirst()) + ": " + rows.getFirst().title();
        return Headline.fitted((possibleRepeat ? Headline.REPEAT : "") + news(notification) + worst);
    }

    /** How much it tells. */
    static String news(Notification notification) {
        var incidents = DigestDetails.rows(notification).size();
        return DigestDetails.messages(notification) + " messages held back about " + (incidents == 1
                ? "1 incident"
                : incidents + " incidents");
    }

    private static String named(Row row) {
        return "[" + row.severity() + "]" + (row.service().isEmpty() ? "" : " " + row.service());
    }

    private Line line(Row row) {
        return new Line(SafeText.line(named(row)), SafeText.cut(SafeText.line(row.title()), Headline.LONGEST) + " ("
                + row.state() + ")", reader.incident(row.id()));
    }
}
