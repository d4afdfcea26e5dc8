package dev.tocsin.standalone.registry;

/** A request that is refused, with Confluent's error code; the HTTP status is the code's first three digits. */
final class RegistryError extends RuntimeException {

    private final int code;

    private RegistryError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    static RegistryError noSubject(String subject) {
        return new RegistryError(40401, "Subject '" + subject + "' not found.");
    }

    static RegistryError noVersion(String version) {
        return new RegistryError(40402, "Version " + version + " not found.");
    }

    static RegistryError noSchema(String what) {
        return new RegistryError(40403, "Schema " + what + " not found.");
    }

    static RegistryError noLevel(String subject) {
        return new RegistryError(40408, "Subject '" + subject + "' has no compatibility level of its own.");
    }

    static RegistryError incompatible(String reason) {
        return new RegistryError(409, "Schema is incompatible with an earlier one. " + reason);
    }

    static RegistryError invalidSchema(String reason) {
        return new RegistryError(42201, "Invalid schema: " + reason);
    }

    static RegistryError invalidVersion(String version) {
        return new RegistryError(42202,
                "'" + version + "' is not a version: use a number from 1 to 2147483647, or 'latest'.");
    }

    static RegistryError invalidLevel(String level) {
        return new RegistryError(42203, "'" + level + "' is not a compatibility level: use one of "
                + java.util.Arrays.toString(Compatibility.values()) + ".");
    }

    static RegistryError badRequest(String reason) {
        return new RegistryError(400, reason);
    }

    static RegistryError storeAway(String reason) {
        return new RegistryError(50001, "The registry's topic cannot be written: " + reason);
    }

    int code() {
        return code;
    }

    int status() {
        return code < 1000 ? code : code / 100;
    }
}
