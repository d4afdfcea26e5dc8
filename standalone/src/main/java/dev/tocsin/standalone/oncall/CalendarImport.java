package dev.tocsin.standalone.oncall;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;

/**
 * Makes an entry of {@code schedules} of a calendar: what takes place within some time becomes overrides, each with all who
 * are on call at once. Calendars come from strangers: what is read and what it expands to is bounded.
 */
public final class CalendarImport {

    private static final int MOST_CHARACTERS = 5_000_000;
    private static final int MOST_EVENTS = 5_000;
    private static final int MOST_SHIFTS = 5_000;
    private static final int MOST_PEOPLE = 5;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private final Occurrences occurrences;
    private final List<String> notes = new ArrayList<>();

    private CalendarImport(Occurrences occurrences) {
        this.occurrences = occurrences;
    }

    /**
     * What was made.
     *
     * @param yaml
     *            the entry
     * @param people
     *            targets that it names
     * @param notes
     *            what was not taken over, a sentence each
     */
    public record Imported(String yaml, Set<String> people, List<String> notes) {

        public Imported {
            people = Set.copyOf(people);
            notes = List.copyOf(notes);
        }
    }

    /** Somebody's time. */
    private record Duty(Set<String> people, Instant from, Instant to) {}

    /**
     * The entry.
     *
     * @param zone
     *            of events that name none, and of the schedule
     * @throws CalendarRefused
     *             when it is no calendar, or one that would expand without end
     */
    public static Imported read(String ics, String name, ZoneId zone, Instant from, Instant to)
            throws CalendarRefused {
        var reader = new CalendarImport(new Occurrences(zone, from, to));
        var shifts = together(reader.duties(parse(ics)));
        if (shifts.isEmpty()) {
            throw new CalendarRefused("the calendar has no shifts between " + from + " and " + to
                    + "; choose another time range with --from and --to");
        }
        if (shifts.size() > MOST_SHIFTS) {
            throw new CalendarRefused("the calendar has more than " + MOST_SHIFTS
                    + " shifts; choose a shorter time range with --from and --to");
        }
        var people = new TreeSet<String>();
        shifts.forEach(shift -> people.addAll(shift.people()));
        return new Imported(yaml(name, zone, shifts), people, reader.notes);
    }

    private static Calendar parse(String ics) throws CalendarRefused {
        if (ics.length() > MOST_CHARACTERS) {
            throw new CalendarRefused("the calendar is longer than " + MOST_CHARACTERS + " characters");
        }
        try {
            return new CalendarBuilder().build(new StringReader(ics));
        } catch (IOException | ParserException | RuntimeException broken) {
            throw new CalendarRefused("not a calendar (RFC 5545): " + String.valueOf(broken.getMessage())
                    .replaceAll("\\p{Cntrl}", " "), broken);
        }
    }

    private List<Duty> duties(Calendar calendar) throws CalendarRefused {
        var events = new ArrayList<VEvent>();
        calendar.getComponents().forEach(component -> {
            switch (component) {
                case VEvent event -> events.add(event);
                case VTimeZone zone -> {
                }
                default -> notes.add("skipped a " + component.getName() + ": only events are imported");
            }
        });
        if (events.size() > MOST_EVENTS) {
            throw new CalendarRefused("the calendar has more than " + MOST_EVENTS + " events");
        }
        var replaced = replaced(events);
        var duties = new ArrayList<Duty>();
        for (var event : events) {
            var people = people(event);
            if (people.isEmpty()) {
                notes.add("skipped " + Occurrences.title(event) + ": it names no person");
            } else if (value(event, "STATUS").filter("CANCELLED"::equalsIgnoreCase).isEmpty()) {
                var isInstead = occurrences.instead(event).isPresent();
                for (var span : occurrences.of(event)) {
                    if (isInstead || !replaced.getOrDefault(uid(event), Set.of()).contains(span.from())) {
                        duties.add(new Duty(people, span.from(), span.to()));
                    }
                }
                if (duties.size() > 2 * MOST_SHIFTS) {
                    throw new CalendarRefused("the calendar has more than " + 2 * MOST_SHIFTS
                            + " events in the time range; choose a shorter one with --from and --to");
                }
                if (value(event, "RRULE").isPresent() && value(event, "RRULE").get().matches(".*(UNTIL|COUNT)=.*")) {
                    continue;
                }
                value(event, "RRULE").ifPresent(rule -> notes.add(Occurrences.title(event)
                        + " recurs without end; imported until " + occurrences.to()
                        + "; use a layer with 'rotate' for a permanent rotation"));
            }
        }
        return duties;
    }

    /** Which occurrences of which event stand elsewhere, by uid. */
    private Map<String, Set<Instant>> replaced(List<VEvent> events) throws CalendarRefused {
        Map<String, Set<Instant>> replaced = new HashMap<>();
        for (var event : events) {
            occurrences.instead(event)
                    .ifPresent(moment -> replaced.computeIfAbsent(uid(event), uid -> new HashSet<>()).add(moment));
        }
        return replaced;
    }

    private static Optional<String> value(VEvent event, String property) {
        return event.getPropertyList().getFirst(property).map(it -> it.getValue());
    }

    private static String uid(VEvent event) {
        return value(event, "UID").orElse("");
    }

    /** Its attendees, else what its title names. */
    private static Set<String> people(VEvent event) {
        var people = new LinkedHashSet<String>();
        event.getPropertyList().get("ATTENDEE").forEach(attendee -> people.add(slug(attendee.getParameterList()
                .getFirst("CN").map(it -> it.getValue())
                .orElseGet(() -> attendee.getValue().replaceFirst("(?i)^mailto:", "").replaceFirst("@.*", "")))));
        if (people.isEmpty()) {
            var title = value(event, "SUMMARY").orElse("").replaceFirst("(?i)^on[- ]?call\\s*[:-]\\s*", "")
                    .replaceFirst("(?i)\\s+(is\\s+)?on[- ]?call.*$", "");
            Arrays.stream(title.split("[,&+/]", -1)).map(CalendarImport::slug).forEach(people::add);
        }
        people.remove("");
        return people.size() > MOST_PEOPLE ? new LinkedHashSet<>() : people;
    }

    private static String slug(String text) {
        var slug = text.strip().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        return slug.length() > 64 ? slug.substring(0, 64) : slug;
    }

    /** Shifts one after another, each with all who are on call in it. */
    private static List<Duty> together(List<Duty> duties) {
        var edges = new TreeSet<Instant>();
        duties.forEach(duty -> Stream.of(duty.from(), duty.to()).forEach(edges::add));
        var sorted = duties.stream().sorted(java.util.Comparator.comparing(Duty::from)).toList();
        var shifts = new ArrayList<Duty>();
        var open = new ArrayList<Duty>();
        var next = 0;
        for (var edge : edges) {
            var end = edges.higher(edge);
            open.removeIf(duty -> !duty.to().isAfter(edge));
            while (next < sorted.size() && !sorted.get(next).from().isAfter(edge)) {
                open.add(sorted.get(next++));
            }
            var people = new LinkedHashSet<String>();
            open.forEach(duty -> people.addAll(duty.people()));
            if (people.isEmpty() || end == null) {
                continue;
            }
            var last = shifts.isEmpty() ? Optional.<Duty>empty() : Optional.of(shifts.getLast());
            if (last.filter(it -> it.to().equals(edge) && it.people().equals(people)).isPresent()) {
                shifts.set(shifts.size() - 1, new Duty(people, last.get().from(), end));
            } else {
                shifts.add(new Duty(people, edge, end));
            }
        }
        return shifts;
    }

    private static String yaml(String name, ZoneId zone, List<Duty> shifts) {
        var yaml = new StringBuilder("schedules:\n  " + name + ":\n    zone: " + zone + "\n    overrides:\n");
        shifts.forEach(shift -> yaml.append("      - {people: [").append(String.join(", ", quoted(shift.people())))
                .append("], from: \"").append(LOCAL.format(shift.from().atZone(zone))).append("\", until: \"")
                .append(LOCAL.format(shift.to().atZone(zone))).append("\"}\n"));
        return yaml.toString();
    }

    private static List<String> quoted(Set<String> people) {
        return people.stream().map(person -> "\"" + person + "\"").toList();
    }
}
