package dev.tocsin.standalone.acceptance;

import static dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance.service;
import static dev.tocsin.standalone.acceptance.harness.TestPolicy.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.acceptance.harness.Http;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance;
import dev.tocsin.standalone.acceptance.harness.TestPolicy;
import dev.tocsin.standalone.acceptance.harness.TocsinProcess;
import dev.tocsin.standalone.fire.Sample;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A policy file with an error changes nothing, and the command says where it is and what to write instead. */
@Tag("process")
@ExtendWith(SharedPipeline.class)
class PolicyFileIT {

    @TempDir
    private Path folder;

    @Test
    void shouldSayWhereTheErrorIsAndKeepTheRunningPolicy(Acceptance acceptance) throws IOException {
        var good = TestPolicy.paging(acceptance.receiver(), folder);
        var bad = Files.writeString(folder.resolve("bad.yml"), good.replace("ladder: once", "ladder: onse"));
        var line = good.lines().toList().indexOf(
                good.lines().filter(each -> each.contains("ladder: once")).findFirst().orElseThrow()) + 1;
        var before = acceptance.pipeline().topics().values(Topics.POLICY);

        var checked = TocsinProcess.run("check", bad.toString());
        var applied = TocsinProcess.run("apply", bad.toString(), "--set", "bootstrap.servers=" + acceptance.pipeline()
                .bootstrapServers(), "--set", "schema.registry.url=" + acceptance.pipeline().registryUrl());

        assertThat(checked.status()).isEqualTo(2);
        assertThat(checked.output()).containsPattern("bad\\.yml:" + line + ":\\d+: .*onse").contains("once");
        assertThat(applied.status()).isEqualTo(1);
        assertThat(applied.output()).containsPattern("bad\\.yml:" + line + ":\\d+: ")
                .contains("nothing published; the current policy stays in force");
        assertThat(acceptance.pipeline().topics().values(Topics.POLICY)).isEqualTo(before);
        pagesAsBefore(acceptance);
    }

    private static void pagesAsBefore(Acceptance acceptance) throws IOException {
        var service = service("same-policy");
        try (var desk = acceptance.receiver().desk(service)) {
            var sample = new Sample("HighErrorRate", service, "warning", false, Instant.now()).alertmanager();
            Http.deliver(acceptance.pipeline().ingestUrl() + "/v1/alertmanager", sample.body(), sample.headers());
            desk.awaitPage(FIRST);
        }
    }
}
