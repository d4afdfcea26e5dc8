package dev.tocsin.policy.model;

/** A reference to a secret; never the secret itself. */
public sealed interface SecretRef {

    /** In an environment variable of the process that needs it. */
    record Env(String variable) implements SecretRef {}

    /** In a file of the machine that needs it; a trailing line break does not count. */
    record File(String path) implements SecretRef {}
}
