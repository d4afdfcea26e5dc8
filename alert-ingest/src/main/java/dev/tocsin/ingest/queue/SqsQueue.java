package dev.tocsin.ingest.queue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/**
 * A queue of Amazon SQS, by AWS's own library, with long polling. Credentials come from where AWS's tools look for them: the
 * environment, a profile, a web identity, the container or the machine. Source: docs.aws.amazon.com, "Amazon SQS short and long
 * polling" (20 seconds at most, 10 messages) and "Amazon SQS visibility timeout".
 */
public final class SqsQueue implements MessageQueue {

    /** For how long others do not receive what was received here. */
    public static final Duration HIDDEN = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(SqsQueue.class);
    private static final int MOST = 10;
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = WAIT.plusSeconds(10);

    private final QueueAddress address;
    private final SqsClient client;

    public SqsQueue(QueueAddress address) {
        this.address = address;
        var builder = SqsClient.builder().region(Region.of(address.region())).httpClientBuilder(UrlConnectionHttpClient
                .builder().connectionTimeout(CONNECT).socketTimeout(ANSWER));
        address.endpoint().ifPresent(builder::endpointOverride);
        this.client = builder.build();
    }

    @Override
    public List<QueueMessage> receive() throws IOException {
        return asked("receive from", () -> client.receiveMessage(request -> request.queueUrl(address.url())
                .maxNumberOfMessages(MOST).waitTimeSeconds((int) WAIT.toSeconds()).visibilityTimeout((int) HIDDEN
                        .toSeconds()))).messages().stream().map(message -> new QueueMessage(message.messageId(), message
                                .receiptHandle(), message.body())).toList();
    }

    @Override
    public void delete(List<QueueMessage> messages) throws IOException {
        var entries = IntStream.range(0, messages.size()).mapToObj(number -> DeleteMessageBatchRequestEntry.builder()
                .id(
                        Integer.toString(number)).receiptHandle(messages.get(number).receipt()).build()).toList();
        var answer = asked("delete from", () -> client.deleteMessageBatch(request -> request.queueUrl(address.url())
                .entries(entries)));
        failed("deleted, and is received again", answer.failed());
    }

    @Override
    public void release(List<QueueMessage> messages) throws IOException {
        var entries = IntStream.range(0, messages.size()).mapToObj(number -> ChangeMessageVisibilityBatchRequestEntry
                .builder().id(Integer.toString(number)).receiptHandle(messages.get(number).receipt()).visibilityTimeout(
                        0).build()).toList();
        var answer = asked("release messages of", () -> client.changeMessageVisibilityBatch(request -> request.queueUrl(
                address.url()).entries(entries)));
        failed("released, and is received again later", answer.failed());
    }

    private void failed(String what, List<BatchResultErrorEntry> entries) {
        entries.forEach(entry -> LOG.warn("queue {}: a message was not {}: {}", address.url(), what, entry.code()));
    }

    private <T> T asked(String what, Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (AwsServiceException refused) {
            var code = Optional.ofNullable(refused.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
            throw new IOException("cannot " + what + " " + address.url() + ": " + (refused.statusCode() + " " + code)
                    .strip(), refused);
        } catch (SdkException away) {
            throw new IOException("cannot " + what + " " + address.url() + ": " + firstLine(away.getMessage()), away);
        }
    }

    private static String firstLine(String message) {
        return message == null ? "no answer" : message.lines().findFirst().orElse("no answer");
    }

    @Override
    public void close() {
        client.close();
    }
}
