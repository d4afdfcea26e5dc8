package dev.tocsin.ingest.format.cloudwatch;

import static dev.tocsin.ingest.Requests.alert;
import static dev.tocsin.ingest.Requests.noAlert;
import static dev.tocsin.ingest.Requests.payload;
import static dev.tocsin.ingest.Requests.refusal;
import static dev.tocsin.ingest.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.Payloads;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class CloudWatchFormatTest {

    private final AlertFormat format = new CloudWatchFormat();

    @ParameterizedTest(name = "{0}: {1} {2} {3}")
    @CsvSource(textBlock = """
            raw-metric-alarm,                FIRING,   my-sqs-queue-depth,          2024-12-06T05:36:35.649Z, ap-southeast-2
            raw-metric-ok,                   RESOLVED, my-sqs-queue-depth,          2024-12-04T00:36:01.796Z, ap-southeast-2
            sns-notification-metric-alarm,   FIRING,   EC2-CPU,                     2021-06-23T08:41:06.622Z, ap-northeast-2
            eventbridge-single-metric-alarm, FIRING,   ServerCpuTooHigh,            2019-10-02T17:04:40.989Z, us-east-1
            eventbridge-metric-math-alarm,   FIRING,   TotalNetworkTrafficTooHigh,  2019-10-02T17:20:48.554Z, us-east-1
            eventbridge-anomaly-alarm,       FIRING,   EC2 CPU Utilization Anomaly, 2019-10-03T16:00:04.653Z, us-east-1
            """)
    void shouldReadEveryEnvelope(String name, AlertStatus status, String alarm, Instant at, String region) {
        var alert = alert(format, payload("cloudwatch/" + name));

        assertThat(alert.getStatus()).isEqualTo(status);
        assertThat(alert.getName()).isEqualTo(alarm);
        assertThat(alert.getStartsAt()).isEqualTo(at);
        assertThat(alert.getLabels()).containsEntry("Region", region).containsEntry("AlarmName", alarm)
                .containsKey("AWSAccountId");
        assertThat(alert.getRemarks()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            eventbridge-composite-suppressed,        ALARM_ACTIONS_SUPPRESSED
            eventbridge-configuration-change-update, ALARM_CONFIGURATION_CHANGE
            sns-signed-v2-notification,              SNS_OTHER_MESSAGE
            sns-signed-v1-subscription-confirmation, SNS_SUBSCRIPTION_CONFIRMATION
            sns-signed-v2-unsubscribe-confirmation,  SNS_UNSUBSCRIBE_CONFIRMATION
            """)
    void shouldStaySilentAndSayWhy(String name, NoAlertReason reason) {
        assertThat(noAlert(format, payload("cloudwatch/" + name)).reason()).isEqualTo(reason);
    }

    @Test
    void shouldTellDimensionsAndNumbers() {
        var raw = alert(format, payload("cloudwatch/raw-metric-alarm"));
        var event = alert(format, payload("cloudwatch/eventbridge-single-metric-alarm"));

        assertThat(raw.getLabels()).containsEntry("QueueName", "my-sqs-queue").containsEntry("Namespace", "AWS/SQS")
                .containsEntry("MetricName", "ApproximateNumberOfMessagesVisible");
        assertThat(raw.getValues()).containsEntry("threshold", 20.0);
        assertThat(event.getLabels()).containsEntry("InstanceId", "i-12345678901234567");
        assertThat(event.getValues()).containsEntry("threshold", 50.0).containsEntry("value", 99.50160229693434);
    }

    @Test
    void shouldTellOfSeveralMetricsWhatTheyShare() {
        var math = alert(format, payload("cloudwatch/eventbridge-metric-math-alarm"));

        assertThat(math.getLabels()).containsEntry("Namespace", "AWS/EC2").containsKey("InstanceId")
                .doesNotContainKey("MetricName");
    }

    @Test
    void shouldKnowAnAlarmAgainThroughAnotherEnvelope() {
        var raw = alert(format, payload("cloudwatch/eventbridge-single-metric-alarm"));
        var wrapped = alert(format, request(inSns(Payloads.text("cloudwatch/eventbridge-single-metric-alarm"))));
        var document = alert(format, request(inSns("""
                {"AlarmName":"ServerCpuTooHigh","NewStateValue":"OK","StateChangeTime":"2019-10-02T18:00:00.000+0000",
                "AlarmArn":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:ServerCpuTooHigh"}""")));

        assertThat(wrapped.getIdentity()).isEqualTo(raw.getIdentity());
        assertThat(document.getIdentity()).isEqualTo(raw.getIdentity());
        assertThat(wrapped.getDeliveryId()).isEqualTo("m-1");
        assertThat(document.getEndsAt()).contains(Instant.parse("2019-10-02T18:00:00Z"));
    }

    @Test
    void shouldReadALambdaAction() {
        var alert = alert(format, request("""
                {"source":"aws.cloudwatch","alarmArn":"arn:aws:cloudwatch:us-east-1:444455556666:alarm:lambda-demo",
                "accountId":"444455556666","time":"2023-08-04T12:36:15.490+0000","region":"us-east-1","alarmData":{
                "alarmName":"lambda-demo","state":{"value":"ALARM","reason":"test","timestamp":"2023-08-04T12:36:15.490+0000"},
                "previousState":{"value":"INSUFFICIENT_DATA"},"configuration":{"description":"d","metrics":[]}}}"""));

        assertThat(alert.getName()).isEqualTo("lambda-demo");
        assertThat(alert.getStartsAt()).isEqualTo(Instant.parse("2023-08-04T12:36:15.490Z"));
    }

    @Test
    void shouldReadLambdaRecords() {
        var alert = alert(format, request("""
                {"Records":[{"EventSource":"aws:sns","Sns":%s}]}""".formatted(inSns(Payloads.text(
                "cloudwatch/raw-metric-alarm")))));

        assertThat(alert.getName()).isEqualTo("my-sqs-queue-depth");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            composite without a trigger   | {"AlarmName":"C","AWSAccountId":"000123456789","AlarmRule":"ALARM(x)","NewStateValue":"ALARM","OldStateValue":"ALARM","StateChangeTime":"2026-03-10T11:00:00.000+0000","TriggeringChildren":[]}
            metric math in the document   | {"AlarmName":"C","AWSAccountId":"000123456789","NewStateValue":"ALARM","StateChangeTime":"2026-03-10T11:00:00Z","Trigger":{"Metrics":[{"Id":"e1","Expression":"m1/m2","ReturnData":true}],"Threshold":1}}
            hand-made Dimensions          | {"AlarmName":"C","AWSAccountId":"000123456789","NewStateValue":"ALARM","StateChangeTime":"2026-03-10T11:00:00Z","Trigger":{"Dimensions":[{"Name":"a","Value":"b"}]}}
            """)
    void shouldReadUnusualDocuments(String name, String document) {
        var alert = alert(format, request(document));

        assertThat(alert.getLabels()).containsEntry("AWSAccountId", "000123456789");
        assertThat(alert.getStartsAt()).isEqualTo(Instant.parse("2026-03-10T11:00:00Z"));
    }

    @Test
    void shouldTakeTheRegionFromTheTopicWhenTheAlarmHasNoArn() {
        var alert = alert(format, request(inSns("""
                {"AlarmName":"old","NewStateValue":"ALARM","StateChangeTime":"2018-03-10T11:00:00Z",
                "Region":"US West (Oregon)"}""")));

        assertThat(alert.getLabels()).containsEntry("Region", "us-west-2");
    }

    @Test
    void shouldTellContributorsApart() {
        var one = alert(format, request(contributor("c1")));
        var other = alert(format, request(contributor("c2")));

        assertThat(one.getIdentity()).isNotEqualTo(other.getIdentity());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ALARM_INSUFFICIENT_DATA | {"AlarmName":"A","NewStateValue":"INSUFFICIENT_DATA"}
            EVENTBRIDGE_OTHER_EVENT | {"detail-type":"EC2 Instance State-change Notification","detail":{}}
            SNS_OTHER_MESSAGE       | {"Type":"Notification","MessageId":"m","Message":"{\\"Event\\":\\"autoscaling:TEST\\"}"}
            SNS_OTHER_MESSAGE       | {"Type":"Notification","MessageId":"m","Message":"{not json"}
            SNS_OTHER_MESSAGE       | {"Type":"Notification","MessageId":"m","Message":""}
            """)
    void shouldAcceptWithoutAlert(NoAlertReason reason, String body) {
        assertThat(noAlert(format, request(body)).reason()).isEqualTo(reason);
    }

    @Test
    void shouldAcceptRawPlainTextOnlyWithSnsHeader() {
        assertThat(noAlert(format, request("hello", "x-amz-sns-rawdelivery", "true")).reason())
                .isEqualTo(NoAlertReason.SNS_OTHER_MESSAGE);
        assertThat(refusal(format, request("hello")).reason()).isEqualTo(RefusalReason.NOT_JSON);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            UNKNOWN_SHAPE | {}
            UNKNOWN_SHAPE | []
            MISSING_FIELD | {"AlarmName":"A"}
            MISSING_FIELD | {"NewStateValue":"ALARM"}
            UNKNOWN_STATE | {"AlarmName":"A","NewStateValue":"RED"}
            NOT_JSON      | {"Type":"Notification","MessageId":"m","Message":"{\\"AlarmName\\":\\"A\\",\\"NewSt"}
            """)
    void shouldRefuse(RefusalReason reason, String body) {
        assertThat(refusal(format, request(body)).reason()).isEqualTo(reason);
    }

    private static String contributor(String id) {
        return """
                {"AlarmName":"A","AlarmArn":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:A","NewStateValue":"ALARM",
                "StateChangeTime":"2026-03-10T11:00:00.000+0000","AlarmContributorId":"%s"}""".formatted(id);
    }

    private static String inSns(String message) {
        return JsonMapper.shared().writeValueAsString(Map.of("Type", "Notification", "MessageId", "m-1", "TopicArn",
                "arn:aws:sns:us-west-2:123456789012:alarms", "Message", message));
    }
}
