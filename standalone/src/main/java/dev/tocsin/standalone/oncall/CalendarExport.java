package dev.tocsin.standalone.oncall;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.tocsin.policy.oncall.Schedule;
import dev.tocsin.policy.oncall.Shift;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/** Writes a schedule as a calendar (RFC 5545): one event a shift, its people in the summary, its times in UTC. */
public final class CalendarExport {

    /** How far back the beginning of the first shift is looked for, so that its event is the same in every export. */
    private static final Duration BACK = Duration.ofDays(92);

    private CalendarExport() {}

    /**
     * The calendar. A shift that has begun before is written whole; the uid of an event stays the same as long as its schedule,
     * beginning and people do.
     *
     * @param stamp
     *            when it is written
     */
    public static String of(Schedule schedule, Instant from, Instant to, Instant stamp) {
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Tocsin//on-call//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        schedule.shifts(from.minus(BACK), to).stream().filter(shift -> shift.to().isAfter(from))
                .forEach(shift -> calendar.add(event(schedule, shift, stamp)));
        var text = new StringWriter();
        try {
            new CalendarOutputter(false).output(calendar, text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static VEvent event(Schedule schedule, Shift shift, Instant stamp) {
        var people = String.join(", ", shift.people());
        var event = new VEvent(false);
        event.add(new Uid(uid(schedule, shift, people)));
        event.add(new DtStamp(stamp));
        event.add(new DtStart<>(shift.from()));
        event.add(new DtEnd<>(shift.to()));
        event.add(new Summary(people));
        event.add(new Description("On call in schedule " + schedule.name() + ": " + switch (shift.why()) {
            case LAYER -> shift.layer();
            case SWAP -> shift.layer() + ", swapped";
            case OVERRIDE -> "override";
            case GAP -> "nobody";
        }));
        return event;
    }

    private static String uid(Schedule schedule, Shift shift, String people) {
        var what = schedule.name() + "\n" + shift.from() + "\n" + people;
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)) + "@tocsin";
    }
}
