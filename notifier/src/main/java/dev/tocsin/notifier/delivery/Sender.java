package dev.tocsin.notifier.delivery;

/** Carries one claimed notification outside. */
@FunctionalInterface
public interface Sender {

    /** Makes one attempt; never throws for what the receiver or the network does. May be interrupted. */
    Outcome send(DeliveryStep.Claim claim);
}
