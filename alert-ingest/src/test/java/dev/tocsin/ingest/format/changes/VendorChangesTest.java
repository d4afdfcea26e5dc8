package dev.tocsin.ingest.format.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.ObjectFormat;
import dev.tocsin.ingest.format.SourceTableTest;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import org.junit.jupiter.api.Nested;

class VendorChangesTest {

    @Nested
    class GitHub extends SourceTableTest {

        private static final Body DEPLOYED = Body.payload("github/deployment-status-success").header("x-github-event",
                "deployment_status");
        private static final Body RELEASE = Body.text("release", """
                {"action":"published","release":{"id":11,"tag_name":"v4.2","draft":false,"published_at":"2026-03-10T10:59:00Z",
                 "html_url":"https://github.com/shop/checkout/releases/v4.2","author":{"login":"ada"}},
                 "repository":{"name":"checkout","full_name":"shop/checkout"}}""").header("x-github-event", "release");
        private static final Body RUN = Body.text("workflow run", """
                {"action":"completed","workflow_run":{"id":5,"run_attempt":1,"name":"deploy","head_branch":"main","conclusion":"failure",
                 "updated_at":"2026-03-10T10:59:00Z"},"repository":{"name":"checkout"},"sender":{"login":"ada"}}""")
                .header(
                        "x-github-event", "workflow_run");

        @Override
        protected AlertFormat format() {
            return ObjectFormat.ofChanges(GitHubChange.NAME, GitHubChange::read);
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(DEPLOYED).change("deployment", "2019-05-15T15:20:55Z",
                    "Hello-World master deployed to production", "Hello-World").change(change -> {
                        assertThat(change.getAuthor()).isEqualTo("Codertocat");
                        assertThat(change.getLabels()).containsEntry("environment", "production").containsEntry("state",
                                "success");
                    }), row(DEPLOYED.with("\"state\": \"success\"", "\"state\": \"in_progress\"")).noAlert(
                            NoAlertReason.CHANGE_NOT_DONE),
                    row(Body.payload("github/deployment-status-success")).change("deployment", "2019-05-15T15:20:55Z",
                            "Hello-World master deployed to production", "Hello-World"),
                    row(RELEASE).change("release", "2026-03-10T10:59:00Z", "checkout v4.2 released", "checkout"),
                    row(RELEASE.with("published\",\"rel", "created\",\"rel")).noAlert(NoAlertReason.CHANGE_NOT_DONE),
                    row(RUN).change("workflow", "2026-03-10T10:59:00Z", "deploy of checkout on main: failure",
                            "checkout"),
                    row(RUN.with("\"name\":\"deploy\"", "\"name\":null")).change("workflow", "2026-03-10T10:59:00Z",
                            "Workflow of checkout on main: failure", "checkout"),
                    row(RUN.with("\"failure\"", "null")).noAlert(NoAlertReason.CHANGE_NOT_DONE), row(Body.text("ping",
                            "{\"zen\":\"x\"}").header("x-github-event", "ping")).noAlert(NoAlertReason.TEST_SEND),
                    row(Body.text("push", "{}").header("x-github-event", "push")).noAlert(NoAlertReason.OTHER_EVENT));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(same("one act of releasing", RELEASE, RELEASE.with("published\",\"rel",
                    "released\",\"rel")), different("attempts of a run", RUN, RUN.with("\"run_attempt\":1",
                            "\"run_attempt\":2")));
        }
    }

    @Nested
    class GitLab extends SourceTableTest {

        private static final Body DEPLOYED = Body.text("deployment", """
                {"object_kind":"deployment","status":"success","status_changed_at":"2026-03-10 12:59:00 +0200","deployment_id":15,
                 "deployable_id":796,"deployable_url":"https://gitlab.example/shop/checkout/-/jobs/796","environment":"production",
                 "project":{"id":30,"name":"Checkout","path_with_namespace":"shop/checkout"},"short_sha":"279484c0","ref":"main",
                 "user":{"name":"Ada","username":"ada"}}""");

        @Override
        protected AlertFormat format() {
            return ObjectFormat.ofChanges(GitLabChange.NAME, GitLabChange::read);
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(DEPLOYED).change("deployment", "2026-03-10T10:59:00Z",
                    "checkout main deployed to production", "checkout"), row(DEPLOYED.with("\"success\"",
                            "\"running\"")).noAlert(NoAlertReason.CHANGE_NOT_DONE), row("push",
                                    "{\"object_kind\":\"push\"}").noAlert(NoAlertReason.OTHER_EVENT), row("no kind",
                                            "{}").refused(RefusalReason.MISSING_FIELD, "object_kind"));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(same("again", DEPLOYED, DEPLOYED.with("Ada", "Ada L.")), different(
                    "by the API, without a job",
                    DEPLOYED, DEPLOYED.with("\"deployment_id\":15,", "").with("796,", "null,")));
        }
    }

    @Nested
    class Flux extends SourceTableTest {

        private static final Body ERROR = Body.payload("flux/event-error");

        @Override
        protected AlertFormat format() {
            return ObjectFormat.ofChanges(FluxChange.NAME, FluxChange::read);
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(ERROR).change("deployment", "2022-10-28T07:26:19Z",
                    "Kustomization webapp: service/apps/webapp validation error: spec.type: Unsupported value: Ingress",
                    "webapp").change(change -> assertThat(change.getLabels()).containsEntry("revision",
                            "main/731f7eaddfb6af01cb2173e18f0f75b0ba780ef1").containsEntry("namespace", "apps")), row(
                                    ERROR.with("ValidationFailed", "Progressing")).noAlert(
                                            NoAlertReason.CHANGE_NOT_DONE));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(same("repeat", ERROR, ERROR.with("2022-10-28T07:26:19Z", "2022-10-28T07:36:19Z")),
                    different("revisions", ERROR, ERROR.with("731f7eadd", "831f7eadd")));
        }
    }

    @Nested
    class ArgoCd extends SourceTableTest {

        private static final Body SYNCED = Body.text("body of our docs", """
                {"app":"checkout","phase":"Succeeded","revision":"279484c09fbe","finished_at":"2026-03-10T10:59:00Z","namespace":"shop",
                 "url":"https://argocd.example/applications/checkout"}""");
        private static final Body WHOLE = Body.text("whole application",
                """
                {"app":{"metadata":{"name":"checkout"},"spec":{"project":"p","destination":{"namespace":"shop"}},"status":{
                 "operationState":{"phase":"Succeeded","finishedAt":"2026-03-10T10:59:00Z","syncResult":{"revision":"279484c09fbe"}}}}}""");

        @Override
        protected AlertFormat format() {
            return ObjectFormat.ofChanges(ArgoCdChange.NAME, ArgoCdChange::read);
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(SYNCED).change("deployment", "2026-03-10T10:59:00Z",
                    "checkout 279484c synced: Succeeded", "checkout"), row(WHOLE).change("deployment",
                            "2026-03-10T10:59:00Z", "checkout 279484c synced: Succeeded", "checkout"), row(SYNCED.with(
                                    "Succeeded", "Running")).noAlert(NoAlertReason.CHANGE_NOT_DONE));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(same("either template", SYNCED, WHOLE));
        }
    }

    @Nested
    class Terraform extends SourceTableTest {

        private static final Body ERRORED = Body.payload("terraform/run-errored");

        @Override
        protected AlertFormat format() {
            return ObjectFormat.ofChanges(TerraformChange.NAME, TerraformChange::read);
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(ERRORED).change("infrastructure", "2019-01-25T18:37:04Z",
                    "my-workspace canceled: Add five new queue workers", "my-workspace"), row(ERRORED.with(
                            "run:errored", "run:applying")).noAlert(NoAlertReason.CHANGE_NOT_DONE), row("verification",
                                    "{\"payload_version\":1,\"run_id\":null,\"workspace_name\":null,\"notifications\":[{\"trigger\":\"verification\",\"run_status\":null}]}")
                                    .noAlert(NoAlertReason.TEST_SEND), row("empty", "{}").refused(
                                            RefusalReason.MISSING_FIELD, "trigger"));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(different("runs", ERRORED, ERRORED.with("\"run_id\": \"run-F", "\"run_id\": \"run-G")));
        }
    }

    @Nested
    class LaunchDarkly extends SourceTableTest {

        private static final Body OFF = Body.payload("launchdarkly/flag-turned-off");
        private static final Body MARKDOWN = Body.text("title in Markdown",
                """
                {"_id":"5f","date":1773140340000,"accesses":[{"action":"updateOn","resource":"proj/shop:env/production:flag/new"}],
                 "title":"[Ada](mailto:ada@shop.example) updated [New checkout](https://app.launchdarkly.com/f) in `production`"}""");

        @Override
        protected AlertFormat format() {
            return ObjectFormat.ofChanges(LaunchDarklyChange.NAME, LaunchDarklyChange::read);
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(OFF).change("feature-flag", "2026-02-24T13:26:03.356Z",
                    "John Doe turned off the flag Another Toggle Feature in Test", "default").change(
                            change -> assertThat(change.getLabels()).containsEntry("environment", "test").containsEntry(
                                    "flag", "another-toggle-feature")), row(MARKDOWN).change("feature-flag",
                                            "2026-03-10T10:59:00Z", "Ada updated New checkout in production",
                                            "shop").change(change -> assertThat(change.getLinks()).extracting("href")
                                                    .containsExactly("https://app.launchdarkly.com/f")),
                    row("empty", "{}").refused(
                            RefusalReason.MISSING_FIELD, "title"));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(different("on and off", OFF, OFF.with("1771939563356", "1771939663356")));
        }
    }

    @Nested
    class Kubernetes extends SourceTableTest {

        private static final Body EVENT = Body.text("event",
                """
                {"metadata":{"uid":"u1"},"reason":"ScalingReplicaSet","message":"Scaled up replica set checkout-7c to 3","type":"Normal",
                 "lastTimestamp":"2026-03-10T10:59:00Z","involvedObject":{"kind":"Deployment","name":"checkout","namespace":"shop"},"clusterName":"eu"}""");
        private static final Body OBJECT = Body.text("deployment",
                """
                {"kind":"Deployment","metadata":{"name":"checkout","namespace":"shop","labels":{"app":"checkout"},
                 "annotations":{"deployment.kubernetes.io/revision":"12"}},"spec":{"template":{"spec":{"containers":[{"image":"shop/checkout:4.2"}]}}}}""");

        @Override
        protected AlertFormat format() {
            return ObjectFormat.ofChanges(KubernetesChange.NAME, KubernetesChange::read);
        }

        @Override
        protected Stream<Row> table() {
            return Stream.of(row(EVENT).change("rollout", "2026-03-10T10:59:00Z",
                    "Deployment checkout: Scaled up replica set checkout-7c to 3", "checkout"), row(EVENT.with(
                            "Deployment", "Pod")).noAlert(NoAlertReason.OTHER_EVENT), row(OBJECT).change("rollout",
                                    "2026-03-10T12:00:00Z", "Deployment checkout revision 12: shop/checkout:4.2",
                                    "checkout"));
        }

        @Override
        protected Stream<Group> identities() {
            return Stream.of(different("revisions", OBJECT, OBJECT.with("\"12\"", "\"13\"")));
        }
    }
}
