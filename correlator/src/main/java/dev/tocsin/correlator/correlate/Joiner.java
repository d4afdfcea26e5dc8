package dev.tocsin.correlator.correlate;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.model.Classification;

/** An alert that becomes a member, and what the policy takes it for. */
public record Joiner(Alert alert, Classification classification, boolean flapping) {}
