package dev.tocsin.escalator.recipient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.state.Told;

/** Lists of those who are told something together. */
public final class Destinations {

    private Destinations() {}

    /** Every destination once, in the order in which they come; the first entry of one stays. */
    public static List<Told> once(Stream<Told> all) {
        var once = new LinkedHashMap<String, Told>();
        all.forEach(told -> once.putIfAbsent(told.getDestination(), told));
        return List.copyOf(once.values());
    }

    /** Names of the targets that are told besides one, each once. */
    public static List<String> besides(Told one, Stream<Told> all) {
        return all.map(Told::getTarget).filter(target -> !target.equals(one.getTarget())).distinct().toList();
    }
}
