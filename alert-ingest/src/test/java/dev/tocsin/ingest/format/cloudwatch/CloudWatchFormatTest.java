package dev.tocsin.ingest.format.cloudwatch;

import static dev.tocsin.ingest.Requests.alert;
import static dev.tocsin.ingest.Requests.noAlert;
import static dev.tocsin.ingest.Requests.payload;
import static dev.tocsin.ingest.Requests.refusal;
import static dev.tocsin.ingest.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.Payloads;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import org.junit.jupiter.api.DisplayName;
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
    void shouldLabelSeveralMetricsWithSharedDimensions() {
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

    @Test
    @DisplayName("A10: an alarm that is deleted while in ALARM ends its alert and says so")
    void shouldEndADeletedAlarm() {
        var alarm = alert(format, request(event("State Change", "aws", "us-east-1", "CPU", ""), "x", "y"));

        var deleted = alert(format, request(event("Configuration Change", "aws", "us-east-1", "CPU",
                "\"operation\":\"delete\",")));
        var inSns = alert(format, request(inSns(event("Configuration Change", "aws", "us-east-1", "CPU",
                "\"operation\":\"Delete\","))));

        assertThat(deleted.getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(deleted.getIdentity()).isEqualTo(alarm.getIdentity()).isEqualTo(inSns.getIdentity());
        assertThat(deleted.getEndReason()).isEqualTo("the alarm was deleted");
        assertThat(deleted.getSummary()).isEqualTo("CPU (deleted)");
        assertThat(deleted.getStartsAt()).isAfterOrEqualTo(alarm.getStartsAt());
    }

    @Test
    @DisplayName("A5: an alarm's state is read whatever its event is called")
    void shouldReadAStateUnderAnotherName() {
        var alert = alert(format, request(event("Contributor State Changed", "aws", "us-east-1", "CPU", "")));

        assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
    }

    @Test
    @DisplayName("A10: a deletion that has nothing but the alarm's name ends it too")
    void shouldEndADeletedAlarmByItsName() {
        var alert = alert(format, request(
                """
                {"detail-type":"CloudWatch Alarm Configuration Change","detail":{"operation":"delete","alarmName":"A"}}"""));

        assertThat(alert.getEndReason()).isEqualTo("the alarm was deleted");
    }

    @ParameterizedTest(name = "{2} in {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            aws        | us-east-1     | EC2 CPU / disk #1? 100% | https://console.aws.amazon.com/cloudwatch/home?region=us-east-1#alarmsV2:alarm/EC2%20CPU%20%2F%20disk%20%231%3F%20100%25
            aws-cn     | cn-north-1    | 磁盘                      | https://console.amazonaws.cn/cloudwatch/home?region=cn-north-1#alarmsV2:alarm/%E7%A3%81%E7%9B%98
            aws-us-gov | us-gov-west-1 | a+b&c                   | https://console.amazonaws-us-gov.com/cloudwatch/home?region=us-gov-west-1#alarmsV2:alarm/a%2Bb%26c
            aws-iso    | us-iso-east-1 | A                       | ``
            """)
    @DisplayName("B4: the console link is percent-encoded and goes to the partition's console")
    void shouldLinkTheConsole(String partition, String region, String name, String link) {
        var alert = alert(format, request(event("State Change", partition, region, name, "")));

        assertThat(alert.getLinks()).extracting("href").containsExactlyElementsOf(link.isEmpty()
                ? List.of()
                : List.of(link));
    }

    @Test
    @DisplayName("B4: an alarm's name of the greatest length beyond ASCII still has its link")
    void shouldLinkLongNames() {
        var alert = alert(format, request(event("State Change", "aws", "us-east-1", "磁".repeat(255), "")));

        assertThat(alert.getLinks()).hasSize(1);
        assertThat(URI.create(alert.getLinks().getFirst().getHref()).getFragment()).endsWith("磁".repeat(255));
    }

    @Test
    @DisplayName("A3: dimensions move the service of an alarm, and never its identity")
    void shouldKeepAnAlarmsIdentityWhenItsDimensionsAreEdited() {
        var alarm = """
                {"AlarmName":"A","AlarmArn":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:A","NewStateValue":"%s",
                "Trigger":{"MetricName":"m","Dimensions":[{"name":"QueueName","value":"%s"}]}}""";

        var firing = alert(format, request(alarm.formatted("ALARM", "old")));
        var over = alert(format, request(alarm.formatted("OK", "new")));

        assertThat(over.getIdentity()).isEqualTo(firing.getIdentity());
        assertThat(over.getLabels().get("QueueName")).isNotEqualTo(firing.getLabels().get("QueueName"));
        assertThat(format.identityOutlivesLabels()).isTrue();
    }

    private static String event(String detailType, String partition, String region, String name, String more) {
        return """
                {"id":"e","detail-type":"CloudWatch Alarm %s","account":"123456789012","time":"2026-03-10T11:00:00Z",
                "region":"%s","resources":["arn:%s:cloudwatch:%s:123456789012:alarm:%s"],"detail":{%s"alarmName":"%s",
                "state":{"value":"ALARM","timestamp":"2026-03-10T10:59:00.000+0000"}}}"""
                .formatted(detailType, region, partition, region, name, more, name);
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
