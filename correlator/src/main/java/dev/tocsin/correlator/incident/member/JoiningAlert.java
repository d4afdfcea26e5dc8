package dev.tocsin.correlator.incident.member;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.model.Classification;

/** An alert that becomes a member, and what the policy takes it for. */
public record JoiningAlert(Alert alert, Classification classification, boolean flapping) {}
