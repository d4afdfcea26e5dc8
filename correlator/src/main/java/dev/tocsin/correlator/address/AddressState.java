package dev.tocsin.correlator.address;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.AlertAddress;
import dev.tocsin.state.AlertState;

/** What the address step may ask of what its partition remembers. */
interface AddressState {

    /** Where an alert lies whose identity outlives its labels, also by a row that holds no more. */
    Optional<AlertAddress> address(String identity);

    /** The row of an alert, also of one that counts as forgotten. */
    Optional<AlertState> alert(String identity);

    /** Whether services were never mapped in another way, so that nobody needs to ask. */
    boolean hasOneMapping();

    /** The service keys under which an alert may lie by another mapping of services, without its own. */
    Set<String> formerKeys(Alert alert, CompiledPolicy present, String own, Instant now);
}
