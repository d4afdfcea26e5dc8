package dev.tocsin.correlator.address;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.AlertAddress;
import dev.tocsin.state.AlertState;

/** Read-only view of the partition's state for the address step. */
interface AddressState {

    /** Returns the address row of an alert, including a row that is no longer valid. */
    Optional<AlertAddress> address(String identity);

    /** Returns the row of an alert, including one that has expired logically. */
    Optional<AlertState> alert(String identity);

    /** Whether the service mapping has never changed. */
    boolean hasOneMapping();

    /** Returns the service keys that former mappings give an alert, without its current one. */
    Set<String> formerKeys(Alert alert, CompiledPolicy present, String own, Instant now);
}
