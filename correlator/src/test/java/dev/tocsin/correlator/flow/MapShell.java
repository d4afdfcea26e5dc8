package dev.tocsin.correlator.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import org.apache.avro.specific.SpecificRecord;

/** Does what a step decided, with maps in the place of the store and lists in the place of Kafka. */
public final class MapShell {

    private final Map<RowKind<?>, Map<String, SpecificRecord>> rows = new HashMap<>();
    private final List<StepDecision> said = new ArrayList<>();
    private final List<JudgedSignal> passed = new ArrayList<>();
    private final List<Signal> logged = new ArrayList<>();
    private final List<Incident> published = new ArrayList<>();
    private final List<TimelineEntry> told = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();
    private final Memory memory;

    public MapShell(Memory memory) {
        this.memory = memory;
    }

    /** Does all of it, in order, and forgets what was said, passed on, logged, published and told before. */
    public MapShell apply(List<? extends Effect> effects) {
        said.clear();
        passed.clear();
        logged.clear();
        published.clear();
        told.clear();
        counted.clear();
        effects.forEach(this::apply);
        return this;
    }

    private void apply(Effect effect) {
        switch (effect) {
            case Effect.Put<?>(var kind, var key, var row) -> {
                rows(kind).put(key, row);
                memory.wrote(kind, key, row);
            }
            case Effect.Delete(var kind, var key) -> {
                rows(kind).remove(key);
                memory.deleted(kind, key);
            }
            case Effect.Watch(var timer) -> memory.watch(timer);
            case Effect.Remember(var memo) -> memory.remember(memo);
            case Effect.Publish(var incident) -> published.add(incident);
            case Effect.Tell(var entry) -> told.add(entry);
            case Effect.Count(var outcome) -> counted.add(outcome);
            case Effect.Say(var what) -> said.add(what);
            case Effect.SayForAll(var what) -> said.add(what);
            case Effect.PassOver _ -> {
            }
            case Effect.Log(var signal) -> logged.add(signal);
            case Effect.Pass(var judged) -> passed.add(judged);
            case Effect.For(_, var effects) -> effects.forEach(this::apply);
            case Effect.Then(var decision) -> decision.get().forEach(this::apply);
        }
    }

    private Map<String, SpecificRecord> rows(RowKind<?> kind) {
        return rows.computeIfAbsent(kind, _ -> new TreeMap<>());
    }

    /** The row of a key, if there is one. */
    public <V extends SpecificRecord> Optional<V> row(RowKind<V> kind, String key) {
        return Optional.ofNullable(rows(kind).get(key)).map(kind.type()::cast);
    }

    /** All rows of a kind, in the order of their keys. */
    public <V extends SpecificRecord> List<V> all(RowKind<V> kind) {
        return rows(kind).values().stream().map(kind.type()::cast).toList();
    }

    /** A row is there already. */
    public <V extends SpecificRecord> void keep(RowKind<V> kind, String key, V row) {
        apply(new Effect.Put<>(kind, key, row));
    }

    /** Outcomes that were told, in order. */
    public List<String> outcomes() {
        return said.stream().map(StepDecision::outcome).toList();
    }

    /** What was told, in order. */
    public List<StepDecision> said() {
        return List.copyOf(said);
    }

    /** What went on to the next step, in order. */
    public List<JudgedSignal> passed() {
        return List.copyOf(passed);
    }

    /** Snapshots that were published, in order. */
    public List<Incident> published() {
        return List.copyOf(published);
    }

    /** Kinds of the facts that were told on timelines, in order. */
    public List<FactKind> facts() {
        return told.stream().map(TimelineEntry::getKind).toList();
    }

    /** Outcomes that were only counted, in order. */
    public List<String> counted() {
        return List.copyOf(counted);
    }

    /** What went into the log, in order. */
    public List<Signal> logged() {
        return List.copyOf(logged);
    }
}
