package dev.tocsin.ingest.format.cloudwatch;

import java.util.Optional;

/**
 * An Amazon resource name, split at its first five colons only: what follows may hold anything, blanks included.
 *
 * @param partition
 *            aws, aws-cn, aws-us-gov ...
 */
record AlarmArn(String partition, String service, String region, String account, String resource) {

    private static final int PARTS = 6;

    static Optional<AlarmArn> parse(String arn) {
        var parts = arn.split(":", PARTS);
        if (parts.length < PARTS || !parts[0].equals("arn") || parts[1].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AlarmArn(parts[1], parts[2], parts[3], parts[4], parts[5]));
    }
}
