package dev.tocsin.escalator.policy;

import org.apache.kafka.common.errors.RetriableException;

/** A version of the policy has not been read yet. The record is tried again: nothing about the record is wrong. */
public final class PolicyNotThereException extends RetriableException {

    public PolicyNotThereException(int version) {
        super("policy version " + version + " has not been read yet");
    }
}
