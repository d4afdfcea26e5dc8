package dev.tocsin.standalone.oncall;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives each person of a calendar a target's name, and two people never the same. */
final class TargetNaming {

    private final Map<String, String> names = new HashMap<>();

    /**
     * Names for people.
     *
     * @param notes
     *            takes a sentence for each name that several people have
     */
    TargetNaming(Collection<CalendarPerson> people, List<String> notes) {
        var wanted = new LinkedHashMap<String, String>();
        people.forEach(person -> wanted.putIfAbsent(person.identity(), person.name()));
        var sharers = new LinkedHashMap<String, List<String>>();
        wanted.forEach((identity, name) -> sharers.computeIfAbsent(name, any -> new ArrayList<>()).add(identity));
        sharers.forEach((name, identities) -> give(name, identities, notes));
    }

    String of(CalendarPerson person) {
        return names.get(person.identity());
    }

    /** One address and one who is only named are the same person; of several addresses each is its own name. */
    private void give(String name, List<String> identities, List<String> notes) {
        var mails = identities.stream().filter(identity -> identity.contains("@")).toList();
        if (mails.size() < 2) {
            identities.forEach(identity -> names.put(identity, name));
            return;
        }
        identities.forEach(identity -> names.put(identity, identity.contains("@") ? identity : name));
        notes.add(mails.size() + " people are called '" + name + "'; they are imported as " + String.join(", ", mails)
                + (identities.size() > mails.size()
                        ? "; where only the name stands, it stays '" + name + "': replace it with the right person"
                        : ""));
    }
}
