package dev.tocsin.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.channel.ChannelCatalogue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tocsin channels} and {@code tocsin channel test}, as they are typed. */
class ChannelCommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> received = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;
    private HttpServer receiver;

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(exchange.getRequestURI().getPath() + " " + new String(exchange.getRequestBody().readAllBytes(),
                    StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    @Test
    void shouldListEveryTypeWithItsSettings() {
        assertThat(run("channels", "--types")).isZero();

        ChannelCatalogue.all().forEach(type -> {
            assertThat(out.toString()).contains(type.id() + System.lineSeparator());
            type.settings().forEach(setting -> assertThat(out.toString()).contains("    " + setting.key() + " ("));
        });
    }

    @Test
    void shouldListTheChannelsOfAPolicyAndWhereTheirSecretsAre() throws Exception {
        assertThat(run("channels", "-o", "json", policy())).isZero();

        assertThat(out.toString()).contains("\"name\" : \"hook\"", "\"type\" : \"webhook\"",
                "from environment variable HOOK_SECRET", "\"tried\" : [ \"\" ]");
    }

    @Test
    void shouldSendOneTestMessageToTheNamedTargetOnly() throws Exception {
        assertThat(test("hook", "tried")).as(err.toString()).isZero();

        assertThat(received).singleElement().asString().startsWith("/hook ").contains("TEST, nobody needs to act",
                "This is a test of channel hook. Nobody needs to act.");
        assertThat(out.toString()).startsWith("hook:: test message: accepted with 200");
    }

    @Test
    void shouldExitWithOneAndSayWhatToChangeWhenItIsRejected() throws Exception {
        status = 404;

        assertThat(test("hook", "tried")).isEqualTo(1);

        assertThat(out.toString()).contains("rejected: the webhook receiver answered 404: check the channel's 'url'");
    }

    @Test
    void shouldExitWithOneWhenASecretIsMissing() throws Exception {
        assertThat(test("secret", "guarded")).isEqualTo(1);

        assertThat(out.toString()).contains("environment variable HOOK_SECRET is not set");
        assertThat(received).isEmpty();
    }

    @Test
    void shouldNameTheTargetsThatHaveAnAddress() throws Exception {
        assertThat(test("hook", "nobody")).isEqualTo(2);

        assertThat(err.toString()).contains("target 'nobody' has no address on channel hook; these have: tried");
        assertThat(received).isEmpty();
    }

    @Test
    void shouldNameTheChannelsOfThePolicy() throws Exception {
        assertThat(test("hok", "tried")).isEqualTo(2);

        assertThat(err.toString()).contains("the policy has no channel 'hok'; it has hook, inbox, public, secret");
    }

    @Test
    void shouldPublishNothing() throws Exception {
        assertThat(test("public", "tried")).isEqualTo(2);

        assertThat(err.toString()).contains("is public");
    }

    private int test(String channel, String target) throws Exception {
        return run("channel", "test", channel, "--to", target, "--policy", policy(), "--set",
                "outbound.allow=127.0.0.0/8");
    }

    /** The built-in policy with channels to the local receiver. */
    private String policy() throws Exception {
        var url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
        var text = PolicyLoader.builtIn().getText().replace("\nchannels:\n",
                "\nchannels:\n  hook: {type: webhook, url: \""
                        + url + "\"}\n  secret: {type: webhook, url: \"" + url
                        + "\", secret: {env: HOOK_SECRET}}\n  public: {type: statuspage, page: p, api-key: {env: KEY}}\n")
                .replace("\ntargets:\n",
                        "\ntargets:\n  tried: [{channel: hook}, {channel: inbox, address: tried}]\n  guarded: [{channel: secret}]\n");
        var file = folder.resolve("policy.yml");
        Files.writeString(file, text);
        return file.toString();
    }

    private int run(String... arguments) {
        return Tocsin.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(
                arguments);
    }
}
