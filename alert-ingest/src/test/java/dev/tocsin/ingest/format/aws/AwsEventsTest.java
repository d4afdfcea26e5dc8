package dev.tocsin.ingest.format.aws;

import java.util.stream.Stream;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.ingest.format.cloudwatch.CloudWatchFormat;
import tools.jackson.databind.json.JsonMapper;

class AwsEventsTest extends SourceTableTest {

    private static final Body HEALTH = Body.text("health",
            """
            {"version":"0","id":"e1","detail-type":"AWS Health Event","source":"aws.health","account":"123456789012","time":"2026-03-10T10:59:30Z",
             "region":"us-west-2","resources":[],"detail":{"eventArn":"arn:aws:health:us-west-2::event/LAMBDA/X","service":"LAMBDA",
             "eventTypeCode":"AWS_LAMBDA_OPERATIONAL_ISSUE","eventTypeCategory":"issue","statusCode":"open","startTime":"Tue, 10 Mar 2026 10:59:00  GMT",
             "eventDescription":[{"language":"en_US","latestDescription":"Errors"}],"affectedEntities":[{"entityValue":"f"}]}}""");
    private static final Body GUARD = Body.text("guardduty",
            """
            {"id":"e2","detail-type":"GuardDuty Finding","source":"aws.guardduty","account":"123456789012","region":"us-east-1",
             "detail":{"accountId":"123456789012","region":"us-east-1","id":"16afba5c5c43e07c9e3e5e2e544e95df","type":"Trojan:EC2/DNSDataExfiltration",
             "severity":8,"createdAt":"2026-03-10T10:59:00.000Z","updatedAt":"2026-03-10T11:59:00Z","title":"EC2 leaks","description":"d",
             "service":{"count":3,"archived":false},"resource":{"resourceType":"Instance","instanceDetails":{"instanceId":"i-9"}}}}""");
    private static final Body HUB = Body.text("security hub",
            """
            {"id":"e3","detail-type":"Security Hub Findings - Imported","source":"aws.securityhub","detail":{"findings":[{"Id":"arn:f1","Title":"Open port",
             "AwsAccountId":"1","Region":"eu-west-1","CreatedAt":"2026-03-10T10:59:00Z","UpdatedAt":"2026-03-10T11:30:00Z","RecordState":"ACTIVE",
             "Severity":{"Label":"CRITICAL","Normalized":90},"Workflow":{"Status":"NEW"},"Resources":[{"Id":"sg-1","Type":"AwsEc2SecurityGroup"}]}]}}""");
    private static final Body RDS = Body.text("rds", """
            {"id":"e4","detail-type":"RDS DB Instance Event","source":"aws.rds","account":"1","time":"2026-03-10T10:59:00Z","region":"us-east-1",
             "detail":{"EventCategories":["failover"],"SourceType":"DB_INSTANCE","Date":"2026-03-10T10:58:00.000Z","Message":"Failover done",
             "SourceIdentifier":"orders-db","EventID":"RDS-EVENT-0049"}}""");
    private static final Body RDS_MESSAGE = Body.text("rds by sns",
            """
            {"Event Source":"db-instance","Event Time":"2026-03-10 10:58:00.000","Identifier Link":"https://console.aws.amazon.com/rds",
             "Source ID":"orders-db","Event ID":"http://docs.amazonwebservices.com/x#RDS-EVENT-0049","Event Message":"Failover done"}""");

    @Override
    protected AlertFormat format() {
        return new CloudWatchFormat();
    }

    @Override
    protected Stream<Row> table() {
        return Stream.of(row(HEALTH).named("AWS_LAMBDA_OPERATIONAL_ISSUE").label("service", "LAMBDA").label("region",
                "us-west-2").firing("2026-03-10T10:59:00Z").value("affected_entities", 1),
                row(HEALTH.with("\"open\"", "\"closed\"").with("\"startTime\"",
                        "\"endTime\":\"Tue, 10 Mar 2026 11:30:00 GMT\",\"startTime\"")).resolved("2026-03-10T10:59:00Z",
                                "2026-03-10T11:30:00Z"),
                row(HEALTH.with("\"issue\"", "\"scheduledChange\"")).noAlert(NoAlertReason.EVENTBRIDGE_OTHER_EVENT),
                row(GUARD).severity("high").label("category", "security").firing("2026-03-10T10:59:00Z").value("count",
                        3).summary("EC2 leaks"),
                row(GUARD.with("\"archived\":false", "\"archived\":true")).noAlert(NoAlertReason.SENDER_UPDATE),
                row(HUB).severity("critical").firing("2026-03-10T10:59:00Z").label("resource", "sg-1"),
                row(HUB.with("\"NEW\"", "\"RESOLVED\"")).resolved("2026-03-10T10:59:00Z", "2026-03-10T11:30:00Z"),
                row(HUB.with("\"ACTIVE\"", "\"ARCHIVED\"")).resolved("2026-03-10T10:59:00Z", "2026-03-10T11:30:00Z"),
                row(RDS).change("database", "2026-03-10T10:58:00Z", "orders-db: Failover done", "orders-db"),
                row(RDS_MESSAGE).change("database", "2026-03-10T10:58:00Z", "orders-db: Failover done", "orders-db"),
                row(queued(HEALTH)).firing("2026-03-10T10:59:00Z"), row(queued(queued(GUARD))).severity("high"),
                row(queued(Body.payload("cloudwatch/sns-notification-metric-alarm"))).alert(alert -> {}), row(queued(
                        Body.text("prose", "hello"))).noAlert(NoAlertReason.SNS_OTHER_MESSAGE));
    }

    @Override
    protected Stream<Group> identities() {
        return Stream.of(same("health", HEALTH, HEALTH.with("\"open\"", "\"closed\"")), same(
                "from the member and the administrator", GUARD, GUARD.with("\"account\":\"123456789012\"",
                        "\"account\":\"999999999999\"")),
                same("finding", HUB, HUB.with("\"ACTIVE\"", "\"ARCHIVED\""), queued(HUB)), same(
                        "alarm by SNS and by SQS",
                        Body.payload("cloudwatch/sns-notification-metric-alarm"), queued(Body.payload(
                                "cloudwatch/sns-notification-metric-alarm"))));
    }

    private static Body queued(Body body) {
        return Body.text(body.name() + " by SQS",
                "{\"Records\":[{\"messageId\":\"m\",\"eventSource\":\"aws:sqs\",\"body\":"
                        + JsonMapper.shared().writeValueAsString(body.text()) + "}]}");
    }
}
