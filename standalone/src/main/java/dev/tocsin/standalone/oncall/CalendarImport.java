package dev.tocsin.standalone.oncall;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

    /** How an entry is written. */
    public enum Form {
        /** Each shift as an override. */
        OVERRIDES,
        /** The rotation that the calendar shows, and as overrides what differs from it; overrides where it shows none. */
        ROTATION
    }

    /**
     * The entry.
     *
     * @param zone
     *            of events that name none, and of the schedule
     * @param form
     *            how it is written
     * @throws CalendarRefused
     *             when it is no calendar, or one that would expand without end
     */
    public static Imported read(String ics, String name, ZoneId zone, Instant from, Instant to, Form form)
            throws CalendarRefused {
        var reader = new CalendarImport(new Occurrences(zone, from, to));
        var shifts = DutyTimes.together(reader.duties(reader.parse(ics)));
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
        return new Imported(written(name, zone, shifts, form, reader.notes), people, reader.notes);
    }

    private static String written(String name, ZoneId zone, List<Duty> shifts, Form form, List<String> notes) {
        var rotation = RotationFinder.in(shifts, zone);
        rotation.ifPresent(found -> notes.add("the calendar shows a rotation: " + found.words() + switch (form) {
            case OVERRIDES -> "; --rotation writes it as one";
            case ROTATION -> "; it goes on without end, so add 'until' to the layer to end it";
        }));
        if (form == Form.ROTATION && rotation.isEmpty()) {
            notes.add("the calendar shows no rotation, so its shifts are overrides");
        }
        return rotation.filter(_ -> form == Form.ROTATION).map(found -> found.yaml(name, zone, shifts))
                .orElseGet(() -> ScheduleText.of(name, zone, "", shifts));
    }

    private Calendar parse(String ics) throws CalendarRefused {
        if (ics.length() > MOST_CHARACTERS) {
            throw new CalendarRefused("the calendar is longer than " + MOST_CHARACTERS + " characters");
        }
        try {
            var zones = new CalendarZones(occurrences.zone());
            var calendar = new CalendarBuilder().build(new StringReader(zones.known(ics)));
            zones.unknown().forEach(name -> notes.add("time zone '" + name + "' is unknown; its times are read in "
                    + occurrences.zone() + ", so check them"));
            return calendar;
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
        var reader = new CalendarPeople(notes);
        var people = new LinkedHashMap<VEvent, List<CalendarPerson>>();
        events.stream().filter(event -> !isCancelled(event)).forEach(event -> people.put(event, reader.of(event)));
        var naming = new TargetNaming(people.values().stream().flatMap(List::stream).toList(), notes);
        var duties = new ArrayList<Duty>();
        for (var entry : people.entrySet()) {
            var names = new LinkedHashSet<>(entry.getValue().stream().map(naming::of).toList());
            if (!names.isEmpty()) {
                duties.addAll(duties(entry.getKey(), names, replaced));
            }
            if (duties.size() > 2 * MOST_SHIFTS) {
                throw new CalendarRefused("the calendar has more than " + 2 * MOST_SHIFTS
                        + " events in the time range; choose a shorter one with --from and --to");
            }
        }
        return duties;
    }

    private List<Duty> duties(VEvent event, Set<String> people, Map<String, Set<Instant>> replaced)
            throws CalendarRefused {
        var isInstead = occurrences.instead(event).isPresent();
        var elsewhere = isInstead ? Set.<Instant>of() : replaced.getOrDefault(uid(event), Set.of());
        value(event, "RRULE").filter(rule -> !rule.matches(".*(UNTIL|COUNT)=.*"))
                .ifPresent(rule -> notes.add(Occurrences.title(event) + " recurs without end; imported until "
                        + occurrences.to() + "; use a layer with 'rotate' for a permanent rotation"));
        return occurrences.of(event).stream().filter(span -> !elsewhere.contains(span.from()))
                .map(span -> new Duty(people, span.from(), span.to())).toList();
    }

    private static boolean isCancelled(VEvent event) {
        return value(event, "STATUS").filter("CANCELLED"::equalsIgnoreCase).isPresent();
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
}
