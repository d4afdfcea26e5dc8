package dev.tocsin.notifier.delivery;

/** Sends a claimed notification. */
@FunctionalInterface
public interface Sender {

    /** Makes one attempt. Never throws for errors of the receiver or the network. May be interrupted. */
    Outcome send(DeliveryStep.Claim claim);
}
