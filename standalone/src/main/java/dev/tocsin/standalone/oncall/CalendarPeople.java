package dev.tocsin.standalone.oncall;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;

/**
 * Who is on call in an event: its attendees (RFC 5545, 3.8.4.1) but those who declined, else those whom its title names.
 * Titles are read as PagerDuty ({@code On Call - Ada Lovelace - Primary}) and Opsgenie ({@code ada@example.org(Rotation)})
 * write them, too. What is left out is noted.
 */
record CalendarPeople(List<String> notes) {

    private static final int MOST = 50;
    private static final Pattern ON_CALL = Pattern.compile("(?iu)^on[- ]?call\\s*[:-]\\s*");
    private static final Pattern SCHEDULE = Pattern.compile("^(.*?\\S)\\s+[-\u2013\u2014]\\s+(.*)$");
    private static final Pattern REMARK = Pattern.compile("\\s*[(\\[]([^)\\]]*)[)\\]]");

    List<CalendarPerson> of(VEvent event) {
        var attendees = event.getPropertyList().get("ATTENDEE");
        var people = attendees.isEmpty() ? titled(event) : attending(event, attendees);
        if (people.size() > MOST) {
            notes.add("skipped " + Occurrences.title(event) + ": it names more than " + MOST + " people");
            return List.of();
        }
        return people;
    }

    private List<CalendarPerson> attending(VEvent event, List<Property> attendees) {
        var people = new ArrayList<CalendarPerson>();
        var others = 0;
        for (var attendee : attendees) {
            var person = person(attendee);
            var absent = absence(attendee);
            if (absent.isPresent()) {
                notes.add(Occurrences.title(event) + ": '" + person.name() + "' is not on call, because " + absent
                        .get());
                others++;
            } else if (!person.name().isEmpty()) {
                people.add(person);
            }
        }
        if (people.isEmpty()) {
            notes.add("skipped " + Occurrences.title(event) + ": " + (others > 0
                    ? "nobody is left on call in it"
                    : "it names no person"));
        }
        return people.stream().distinct().toList();
    }

    private static CalendarPerson person(Property attendee) {
        var address = attendee.getValue();
        var called = parameter(attendee, "CN");
        return address.toLowerCase(Locale.ROOT).startsWith("mailto:") || address.matches("[^\\s:@]+@\\S+")
                ? CalendarPerson.mailed(address.replaceFirst("(?i)^mailto:", ""), called.orElse(""))
                : CalendarPerson.called(called.orElse(address));
    }

    /** Why an attendee does not take part, if so. */
    private static Optional<String> absence(Property attendee) {
        var status = parameter(attendee, "PARTSTAT").orElse("").toUpperCase(Locale.ROOT);
        var type = parameter(attendee, "CUTYPE").orElse("").toUpperCase(Locale.ROOT);
        var role = parameter(attendee, "ROLE").orElse("").toUpperCase(Locale.ROOT);
        return switch (status) {
            case "DECLINED" -> Optional.of("the invitation was declined");
            case "DELEGATED" -> Optional.of("the shift was delegated");
            default -> type.equals("ROOM") || type.equals("RESOURCE")
                    ? Optional.of("it is a " + type.toLowerCase(Locale.ROOT))
                    : Optional.of("it is only informed").filter(_ -> role.equals("NON-PARTICIPANT"));
        };
    }

    private static Optional<String> parameter(Property property, String name) {
        return property.getParameterList().getFirst(name).map(it -> it.getValue());
    }

    private List<CalendarPerson> titled(VEvent event) {
        var written = event.getPropertyList().getFirst("SUMMARY").map(it -> it.getValue()).orElse("").strip();
        var title = ON_CALL.matcher(written).replaceFirst("");
        if (!title.equals(written)) {
            title = beforeSchedule(event, title);
        }
        var plain = REMARK.matcher(title).replaceAll(" ").replaceFirst("(?iu)\\s+(is\\s+)?on[- ]?call.*$", "");
        var named = plain.isBlank() ? title : plain;
        if (!named.equals(title) && REMARK.matcher(title).find()) {
            notes.add(Occurrences.title(event) + ": what stands in parentheses is not imported");
        }
        var people = new ArrayList<CalendarPerson>();
        for (var words : named.split("[,;&+/\u3001\u060C\uFF0C\uFF0F]", -1)) {
            var person = CalendarPerson.called(words);
            if (!person.name().isEmpty()) {
                people.add(person);
            }
        }
        if (people.isEmpty()) {
            notes.add("skipped " + Occurrences.title(event) + ": it names no person");
        }
        return people.stream().distinct().toList();
    }

    private String beforeSchedule(VEvent event, String title) {
        var parts = SCHEDULE.matcher(title);
        if (!parts.matches()) {
            return title;
        }
        notes.add(Occurrences.title(event) + ": read '" + parts.group(1).replaceAll("\\p{Cntrl}", " ")
                + "' as the person and '" + parts.group(2).replaceAll("\\p{Cntrl}", " ") + "' as the schedule");
        return parts.group(1);
    }
}
