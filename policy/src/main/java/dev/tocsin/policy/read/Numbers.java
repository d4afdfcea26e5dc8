package dev.tocsin.policy.read;

import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Numbers and yes-or-no as people write them. */
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,7}");
    private static final Pattern SHARE = Pattern.compile("[0-9]{0,3}(?:\\.[0-9]{1,6})?");

    private Numbers() {}

    /** The whole number of a key; empty when it is missing or wrong, and wrong is reported. */
    static Optional<Integer> whole(Section section, String key, int least, int most, String writeInstead) {
        return section.scalar(key, String.valueOf(least)).flatMap(scalar -> {
            if (WHOLE.matcher(scalar.text()).matches()) {
                var number = Integer.parseInt(scalar.text());
                if (number >= least && number <= most) {
                    return Optional.of(number);
                }
            }
            section.findings().add(scalar.place(), "'" + key + "' is not a number from " + least + " to " + most,
                    writeInstead);
            return Optional.empty();
        });
    }

    /** A share above 0 and up to 1. */
    static Optional<Double> share(Section section, String key, String example) {
        return section.scalar(key, example).flatMap(scalar -> {
            var share = share(scalar);
            if (share.isEmpty()) {
                section.findings().add(scalar.place(), "'" + key + "' is not a number greater than 0 and at most 1",
                        "write something like " + example);
            }
            return share;
        });
    }

    private static Optional<Double> share(Scalar scalar) {
        return Optional.of(scalar.text()).filter(text -> !text.isEmpty() && SHARE.matcher(text).matches())
                .map(Double::valueOf).filter(number -> number > 0 && number <= 1);
    }

    /** true or false. */
    static Optional<Boolean> flag(Section section, String key) {
        return section.scalar(key, "true").flatMap(scalar -> switch (scalar.text()) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> {
                section.findings().add(scalar.place(), "'" + key + "' must be true or false",
                        "write true or false");
                yield Optional.empty();
            }
        });
    }
}
