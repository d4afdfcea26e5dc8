package dev.tocsin.standalone.drill.through.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;

/** A workflow that posts an Adaptive Card (learn.microsoft.com): takes a message of at most 28 KB, and answers 202 without a body. */
final class Teams implements Vendor {

    private static final int LARGEST = 28 * 1024;

    @Override
    public String name() {
        return "teams";
    }

    @Override
    public Answer take(Call call, Journal journal) {
        var attachment = call.json().path("attachments").path(0);
        var card = attachment.path("content");
        if (call.body().getBytes(UTF_8).length > LARGEST) {
            return new Answer(413, "");
        }
        if (!call.json().path("type").asString("").equals("message") || !attachment.path("contentType").asString("")
                .equals("application/vnd.microsoft.card.adaptive") || !card.path("type").asString("").equals(
                        "AdaptiveCard")) {
            return new Answer(400, "");
        }
        journal.add(name(), "workflow", "posted", card.path("body").valueStream().map(block -> block.path("text")
                .asString("")).collect(Collectors.joining("\n")));
        return new Answer(202, "");
    }
}
