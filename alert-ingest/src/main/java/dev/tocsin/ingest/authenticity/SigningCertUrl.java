package dev.tocsin.ingest.authenticity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An address of Amazon SNS that belongs to the region of a topic: https, the region's own SNS host, no user, no port, no
 * fragment. Looser checks have let anybody who can host a file at Amazon sign messages. Sources: the guide "Verifying the
 * signatures of Amazon SNS messages", and the SNS endpoints of each partition.
 *
 * @param uri
 *            the address, checked
 * @param region
 *            of the topic
 */
public record SigningCertUrl(URI uri, String region) {

    private static final Pattern TOPIC = Pattern.compile(
            "arn:(aws|aws-cn|aws-us-gov|aws-eusc):sns:([a-z]{2,4}(?:-[a-z]+){1,3}-\\d{1,2}):\\d{12}:[A-Za-z0-9_.-]{1,260}");
    private static final Map<String, String> SUFFIXES = Map.of("aws", "amazonaws.com", "aws-us-gov", "amazonaws.com",
            "aws-cn", "amazonaws.com.cn", "aws-eusc", "amazonaws.eu");
    private static final Pattern CERTIFICATE_PATH = Pattern.compile("/[A-Za-z0-9_-]{1,128}\\.pem");
    private static final Set<String> OPT_IN_REGIONS = Set.of("af-south-1", "ap-east-1", "ap-east-2", "ap-south-2",
            "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1",
            "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1");
    private static final int LONGEST = 1024;

    /** The address of a signing certificate, if it is one for this topic. */
    public static Optional<SigningCertUrl> of(String url, String topicArn) {
        return address(url, topicArn).filter(checked -> checked.uri.getRawQuery() == null
                && CERTIFICATE_PATH.matcher(String.valueOf(checked.uri.getRawPath())).matches());
    }

    /** The address that confirms a subscription of this topic, if it is one. */
    public static Optional<URI> confirmation(String url, String topicArn) {
        return address(url, topicArn).map(SigningCertUrl::uri).filter(uri -> "/".equals(uri.getRawPath())
                && String.valueOf(uri.getRawQuery()).contains("Action=ConfirmSubscription"));
    }

    /** The names of which the certificate must bear one. */
    public Set<String> certificateNames() {
        if (uri.getHost().endsWith(".amazonaws.com.cn")) {
            return Set.of("sns-" + region + ".amazonaws.com.cn");
        } else if (uri.getHost().endsWith(".amazonaws.eu")) {
            return Set.of("sns-signing." + region + ".amazonaws.eu");
        } else if (region.startsWith("us-gov-")) {
            return Set.of("sns-us-gov-west-1.amazonaws.com");
        } else if (OPT_IN_REGIONS.contains(region)) {
            return Set.of("sns-signing." + region + ".amazonaws.com");
        }
        return Set.of("sns.amazonaws.com");
    }

    private static Optional<SigningCertUrl> address(String url, String topicArn) {
        var topic = TOPIC.matcher(topicArn);
        if (!topic.matches() || url.length() > LONGEST) {
            return Optional.empty();
        }
        var region = topic.group(2);
        var host = "sns." + region + "." + SUFFIXES.get(topic.group(1));
        try {
            var uri = new URI(url);
            var right = "https".equals(uri.getScheme()) && host.equals(uri.getRawAuthority())
                    && host.equals(uri.getHost()) && uri.getRawFragment() == null;
            return right ? Optional.of(new SigningCertUrl(uri, region)) : Optional.empty();
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
