package dev.tocsin.escalator.recipient;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.state.Told;

/** Operations on lists of recipients. */
public final class Destinations {

    private Destinations() {}

    /** Each destination once, in order; the first entry wins. */
    public static List<Told> once(Stream<Told> all) {
        var once = new LinkedHashMap<String, Told>();
        all.forEach(told -> once.putIfAbsent(told.getDestination(), told));
        return List.copyOf(once.values());
    }

    /** Names of the other targets, each once. */
    public static List<String> besides(Told one, Stream<Told> all) {
        return all.map(Told::getTarget).filter(target -> !target.equals(one.getTarget())).distinct().toList();
    }
}
