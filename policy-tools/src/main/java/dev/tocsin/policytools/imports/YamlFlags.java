package dev.tocsin.policytools.imports;

import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** True and false as YAML 1.1 writes them, which Alertmanager's reader (go-yaml) takes. */
final class YamlFlags {

    private static final Set<String> YES = Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On",
            "ON");
    private static final Set<String> NO = Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off",
            "OFF");

    private YamlFlags() {}

    /** Empty when it is neither. */
    static Optional<Boolean> read(Scalar scalar) {
        return YES.contains(scalar.text())
                ? Optional.of(true)
                : NO.contains(scalar.text()) ? Optional.of(false) : Optional.empty();
    }
}
