package dev.tocsin.escalator.policy;

import org.apache.kafka.common.errors.RetriableException;

/** A policy version has not been read yet. The record is retried; the record itself is valid. */
public final class PolicyNotReadException extends RetriableException {

    public PolicyNotReadException(int version) {
        super("policy version " + version + " has not been read yet");
    }
}
