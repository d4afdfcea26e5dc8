package dev.tocsin.correlator.suppress;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.HeldBy;

/** Read-only view of the partition's state for the suppress step. */
interface SuppressState {

    /** The row of an alert. */
    Optional<AlertState> alert(String identity);

    /** Returns why an alert is suppressed, flapping, or waiting for a threshold. */
    Optional<HeldAlert> held(String identity);

    /** Identities of the next alerts that are held back and are to be looked at, in order. */
    List<String> heldBy(Recheck look, int most);

    /** Silences and maintenance windows that were set in the log, also those that are over. */
    Collection<SilenceSet> silences();

    /** An alert that inhibits others while it fires. */
    Optional<Bulletin> inhibitor(String identity);

    /** Whether there is nothing that alerts are judged by: no silence, and no inhibition in the policy. */
    boolean isEmpty(CompiledPolicy policy);

    /** What holds an alert back at the moment of the facts. */
    Optional<HeldBy> judge(AlertFacts facts, CompiledPolicy policy);

    /** Which partition it is. */
    int partition();
}
