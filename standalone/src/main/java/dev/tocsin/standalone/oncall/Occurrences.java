package dev.tocsin.standalone.oncall;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DateListProperty;
import net.fortuna.ical4j.model.property.DateProperty;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.transform.recurrence.Frequency;

/**
 * When an event takes place within some time. Calendars come from strangers, so what could be expanded without end is refused.
 *
 * @param zone
 *            of times that name none
 */
record Occurrences(ZoneId zone, Instant from, Instant to) {

    /** What one event may take. */
    static final int MOST = 5_000;

    private static final int MOST_A_DAY = 24;
    private static final ZonedDateTime EARLIEST = ZonedDateTime.of(1990, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    /** One time that an event takes place. */
    record Span(Instant from, Instant to) {}

    List<Span> of(VEvent event) throws CalendarRefused {
        var start = date(event, "DTSTART").orElseThrow(() -> refused(event, "has no start (DTSTART)"));
        var begins = new ArrayList<ZonedDateTime>();
        begins.addAll(recurring(event, start));
        begins.addAll(dates(event, "RDATE"));
        if (begins.stream().noneMatch(start::isEqual) && event.getPropertyList().getFirst("RRULE").isEmpty()) {
            begins.add(start);
        }
        var without = new HashSet<Instant>();
        dates(event, "EXDATE").forEach(date -> without.add(date.toInstant()));
        var spans = new ArrayList<Span>();
        for (var begin : Set.copyOf(begins)) {
            var end = end(event, start, begin);
            if (!without.contains(begin.toInstant()) && end.toInstant().isAfter(from)
                    && begin.toInstant().isBefore(to) && end.isAfter(begin)) {
                spans.add(new Span(begin.toInstant(), end.toInstant()));
            }
        }
        return spans;
    }

    /** When the occurrence that this event stands for would have begun; empty when it stands for itself. */
    Optional<Instant> instead(VEvent event) throws CalendarRefused {
        return date(event, "RECURRENCE-ID").map(ZonedDateTime::toInstant);
    }

    private List<ZonedDateTime> recurring(VEvent event, ZonedDateTime start) throws CalendarRefused {
        var rules = event.getPropertyList().get("RRULE");
        if (rules.isEmpty()) {
            return List.of();
        }
        if (rules.size() > 1) {
            throw refused(event, "has several recurrence rules; keep one");
        }
        if (start.isBefore(EARLIEST)) {
            throw refused(event, "recurs since before 1990; choose a later start");
        }
        var written = ((RRule<?>) rules.getFirst()).getRecur();
        bounded(event, written);
        var length = Duration.between(start, end(event, start, start));
        try {
            var dates = new Recur<ZonedDateTime>(written.toString()).getDates(start, from.minus(length).minus(1,
                    ChronoUnit.DAYS).atZone(start.getZone()), to.atZone(start.getZone()), MOST + 1);
            if (dates.size() > MOST) {
                throw refused(event, "occurs more than " + MOST
                        + " times; choose a shorter time range with --from and --to");
            }
            return dates;
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new CalendarRefused(title(event) + " has an invalid recurrence rule: "
                    + wrong.getMessage(), wrong);
        }
    }

    private static void bounded(VEvent event, Recur<?> rule) throws CalendarRefused {
        var times = (long) Math.max(1, rule.getHourList().size()) * Math.max(1, rule.getMinuteList().size())
                * Math.max(1, rule.getSecondList().size());
        if (rule.getFrequency() == Frequency.SECONDLY || rule.getFrequency() == Frequency.MINUTELY
                || times > MOST_A_DAY || (rule.getFrequency() == Frequency.HOURLY && times > 1)) {
            throw refused(event, "recurs more often than " + MOST_A_DAY + " times a day");
        }
    }

    /** As calendars show it: an event from nine to nine ends at nine, also over a change of the clocks. */
    private ZonedDateTime end(VEvent event, ZonedDateTime start, ZonedDateTime begin) throws CalendarRefused {
        var written = date(event, "DTEND");
        if (written.isPresent()) {
            var zoned = written.get().withZoneSameInstant(start.getZone());
            return begin.plus(Duration.between(start.toLocalDateTime(), zoned.toLocalDateTime()).toDays(),
                    ChronoUnit.DAYS).toLocalDateTime().plus(Duration.between(start.toLocalDateTime(), zoned
                            .toLocalDateTime()).minusDays(Duration.between(start.toLocalDateTime(), zoned
                                    .toLocalDateTime()).toDays())).atZone(start.getZone());
        }
        var duration = event.getPropertyList().getFirst("DURATION")
                .map(property -> ((net.fortuna.ical4j.model.property.Duration) property).getDuration());
        return begin.plus(duration.map(TemporalAmount.class::cast).orElse(isDay(event)
                ? java.time.Period.ofDays(1)
                : Duration.ZERO));
    }

    private static boolean isDay(VEvent event) {
        return event.getPropertyList().getFirst("DTSTART")
                .map(property -> !property.getValue().contains("T")).orElse(false);
    }

    private Optional<ZonedDateTime> date(VEvent event, String property) throws CalendarRefused {
        var found = event.getPropertyList().getFirst(property);
        try {
            return found.map(it -> zoned(((DateProperty<?>) it).getDate(), zoneNamed(it)));
        } catch (DateTimeException | IllegalArgumentException wrong) {
            throw new CalendarRefused(title(event) + " has an invalid time (" + property + "): "
                    + wrong.getMessage(), wrong);
        }
    }

    private List<ZonedDateTime> dates(VEvent event, String name) throws CalendarRefused {
        var dates = new ArrayList<ZonedDateTime>();
        try {
            for (var property : event.getPropertyList().get(name)) {
                ((DateListProperty<?>) property).getDates()
                        .forEach(date -> dates.add(zoned(date, zoneNamed(property))));
            }
        } catch (DateTimeException | IllegalArgumentException wrong) {
            throw new CalendarRefused(title(event) + " has invalid dates (" + name + "): "
                    + wrong.getMessage(), wrong);
        }
        if (dates.size() > MOST) {
            throw refused(event, "has more than " + MOST + " dates");
        }
        return dates;
    }

    private static Optional<ZoneId> zoneNamed(net.fortuna.ical4j.model.Property property) {
        return property.getParameterList().getFirst("TZID").map(it -> it.getValue())
                .filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of);
    }

    private ZonedDateTime zoned(Temporal date, Optional<ZoneId> named) {
        return switch (date) {
            case LocalDate day -> day.atStartOfDay(zone);
            case LocalDateTime local -> local.atZone(zone);
            case ZonedDateTime zoned -> named.map(zoned::withZoneSameLocal).orElse(zoned)
                    .withEarlierOffsetAtOverlap();
            case OffsetDateTime utc -> utc.toZonedDateTime();
            case Instant instant -> instant.atZone(ZoneOffset.UTC);
            default -> throw new DateTimeException("neither a date nor a time: " + date);
        };
    }

    private static CalendarRefused refused(VEvent event, String problem) {
        return new CalendarRefused(title(event) + " " + problem);
    }

    /** An event as its reader knows it, without what would steer a terminal. */
    static String title(VEvent event) {
        var summary = event.getPropertyList().getFirst("SUMMARY").map(it -> it.getValue()).orElse("untitled");
        var plain = summary.replaceAll("\\p{Cntrl}", " ");
        return String.format(Locale.ROOT, "event '%.60s'", plain);
    }
}
