package dev.tocsin.standalone.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Lays duties of several people over each other. */
final class DutyTimes {

    private DutyTimes() {}

    /** Shifts one after another, each with all who are on call in it. */
    static List<Duty> together(List<Duty> duties) {
        var edges = new TreeSet<Instant>();
        duties.forEach(duty -> Stream.of(duty.from(), duty.to()).forEach(edges::add));
        var sorted = duties.stream().sorted(Comparator.comparing(Duty::from)).toList();
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
            if (!people.isEmpty() && end != null) {
                add(shifts, new Duty(people, edge, end));
            }
        }
        return shifts;
    }

    /** Adds a shift, or makes the last one longer by it. */
    static void add(List<Duty> shifts, Duty more) {
        if (!shifts.isEmpty() && shifts.getLast().to().equals(more.from())
                && shifts.getLast().people().equals(more.people())) {
            shifts.set(shifts.size() - 1, new Duty(more.people(), shifts.getLast().from(), more.to()));
        } else {
            shifts.add(more);
        }
    }
}
