package dev.tocsin.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import dev.tocsin.notifier.delivery.OutsideWorld.Arrival;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;

/** Random histories of incidents, people and outages against model receivers: a pager, tickets, a status page, a chat and mail. */
class OutsideHistoriesProperties {

    /** What can happen. */
    sealed interface Happening {

        /** An incident opens, reopens, or its next step is due. */
        record Fires(int incident) implements Happening {}

        record Acknowledged(int incident) implements Happening {}

        record Updated(int incident) implements Happening {}

        record Resolved(int incident) implements Happening {}

        record Answered(int which, Arrival arrival) implements Happening {}

        record TimePasses(int seconds) implements Happening {}

        /** The view of incidents falls behind, or catches up. */
        record ViewLags(boolean lags) implements Happening {}

        record Crash(boolean arrived) implements Happening {}

        record Aborted() implements Happening {}
    }

    Gen<List<Happening>> history() {
        var incident = Gens.ints(0, 4);
        return Gens.weighted(incident.<Happening>map(Happening.Fires::new).weight(6), //
                incident.<Happening>map(Happening.Acknowledged::new).weight(2), //
                incident.<Happening>map(Happening.Updated::new).weight(2), //
                incident.<Happening>map(Happening.Resolved::new).weight(4), //
                Gens.combine(Gens.ints(0, 9), Gens.of(Arrival.class), (which,
                        how) -> (Happening) new Happening.Answered(which, how)).weight(14), //
                Gens.ints(1, 150).<Happening>map(Happening.TimePasses::new).weight(4), //
                Gens.booleans().<Happening>map(Happening.ViewLags::new).weight(1), //
                Gens.booleans().<Happening>map(Happening.Crash::new).weight(1), //
                Gens.just((Happening) new Happening.Aborted()).weight(1)).list(0, 60);
    }

    @Property(tries = 300)
    void closesAllThatItOpenedOutside(@ForAll("history") List<Happening> history) {
        var world = new OutsideWorld();

        history.forEach(happening -> play(world, happening));
        world.settle();

        assertThat(world.open()).isEmpty();
        assertThat(world.unfinished()).isZero();
    }

    @Property(tries = 300)
    void tellsNobodyAnOldWordAsNews(@ForAll("history") List<Happening> history) {
        var world = new OutsideWorld();

        history.forEach(happening -> play(world, happening));
        world.settle();

        assertThat(world.oldWords()).isEmpty();
    }

    @Property(tries = 300)
    void holdsNothingBackThatIsTopOrCloses(@ForAll("history") List<Happening> history) {
        var world = new OutsideWorld();

        history.forEach(happening -> play(world, happening));
        world.settle();

        assertThat(world.heldWrongly()).isEmpty();
    }

    private static void play(OutsideWorld world, Happening happening) {
        switch (happening) {
            case Happening.Fires(var incident) -> world.fires(incident);
            case Happening.Acknowledged(var incident) -> world.acknowledged(incident);
            case Happening.Updated(var incident) -> world.updated(incident);
            case Happening.Resolved(var incident) -> world.resolved(incident);
            case Happening.Answered(var which, var arrival) -> world.answered(which, arrival);
            case Happening.TimePasses(var seconds) -> world.passes(Duration.ofSeconds(seconds));
            case Happening.ViewLags(var lags) -> world.viewLags(lags);
            case Happening.Crash(var arrived) -> world.crash(arrived);
            case Happening.Aborted() -> world.aborted();
        }
    }
}
