package dev.tocsin.correlator.incident.member;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.model.Classification;

/** An alert that becomes a member, with its classification. */
public record JoiningAlert(Alert alert, Classification classification, boolean flapping) {}
