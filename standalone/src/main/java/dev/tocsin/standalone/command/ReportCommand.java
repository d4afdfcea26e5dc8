package dev.tocsin.standalone.command;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.model.ReportIntake.Link;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.schemas.outside.ReportAddress;
import dev.tocsin.standalone.settings.LocalSecrets;
import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin report}: reports a problem, and prints the addresses of forms for people without an account. */
@Command(name = "report", description = "Reports a problem as customers and staff do, and prints the links of their forms.", synopsisSubcommandLabel = "send|links", subcommands = {
        ReportCommand.Send.class, ReportCommand.Links.class})
public final class ReportCommand {

    private static final String LOCAL = "http://127.0.0.1:" + Ports.INGEST;

    /** {@code tocsin report send}. */
    @Command(name = "send", description = "Reports a problem. Reads ingest's token from TOCSIN_REPORT_TOKEN.")
    static final class Send implements Callable<Integer> {

        @Parameters(paramLabel = "SUMMARY", description = "What does not work, in a sentence.")
        private String summary = "";

        @Option(names = "--service", description = "Service, as the policy names it.")
        private Optional<String> service = Optional.empty();

        @Option(names = "--impact", description = "How bad it is: an impact or a severity of the policy.")
        private Optional<String> impact = Optional.empty();

        @Option(names = "--details", description = "What else is known.")
        private Optional<String> details = Optional.empty();

        @Option(names = "--customer", description = "Customer who is affected.")
        private Optional<String> customer = Optional.empty();

        @Option(names = "--contact", description = "E-mail or telephone of the reporter.")
        private Optional<String> contact = Optional.empty();

        @Option(names = "--confidential", description = "Keeps the reporter's name and contact out of alerts and pages.")
        private boolean confidential;

        @Option(names = "--id", description = "ID such as the number of a ticket; the same ID is the same report.")
        private Optional<String> id = Optional.empty();

        @Option(names = "--resolved", description = "Reports that the problem with this --id is over.")
        private boolean resolved;

        @Option(names = "--url", defaultValue = LOCAL, description = "Address of ingest (default: ${DEFAULT-VALUE}).")
        private URI url;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            var report = new LinkedHashMap<String, Object>();
            report.put("summary", summary);
            id.ifPresent(it -> report.put("id", it));
            service.ifPresent(it -> report.put("service", it));
            impact.ifPresent(it -> report.put("impact", it));
            details.ifPresent(it -> report.put("description", it));
            customer.ifPresent(it -> report.put("customer", it));
            report.put("status", resolved ? "resolved" : "open");
            report.put("reporter", Map.of("name", System.getProperty("user.name", ""), "contact", contact.orElse(""),
                    "kind", "staff", "confidential", confidential));
            var answer = new HttpCall(url, "TOCSIN_REPORT_TOKEN").send("POST", "/v1/report", Optional.of(report));
            if (!answer.isGood()) {
                spec.commandLine().getErr().println("not reported: " + answer.problem());
                return 1;
            }
            var out = spec.commandLine().getOut();
            out.println("reported as " + answer.body().path("reference").asString(answer.body().path("id").asString()));
            answer.body().path("remarks").forEach(remark -> out.println("  " + remark.asString()));
            out.flush();
            return 0;
        }
    }

    /** {@code tocsin report links}. */
    @Command(name = "links", description = {"Prints the addresses of the forms of the policy's links.",
            "Whoever has an address can report: pass it on with care. To revoke one, change its key or remove it in the policy."})
    static final class Links implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", arity = "0..1", description = "Only of this link.")
        private Optional<String> name = Optional.empty();

        @Option(names = "--policy", paramLabel = "FILE", description = "Policy file (default: the policy in force, from the console).")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--data", paramLabel = "FOLDER", defaultValue = "data", description = "Data folder of `tocsin up`, for answers.secret where it is not set (default: ${DEFAULT-VALUE}).")
        private Path data = Path.of("data");

        @Mixin
        private SettingsOptions options;

        @Mixin
        private ConsoleOption console;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException, PolicyErrors {
            var links = links();
            var door = door();
            var out = spec.commandLine().getOut();
            for (var link : links) {
                out.println(link.name() + "  for " + link.reporter().name().toLowerCase(java.util.Locale.ROOT) + link
                        .until().map(until -> ", until " + until).orElse(", without an end") + "\n  " + door.reportForm(
                                new ReportAddress(link.name(), link.key())).orElseThrow());
            }
            if (links.isEmpty()) {
                spec.commandLine().getErr().println(name.map(it -> "the policy has no link '" + it + "'").orElse(
                        "the policy has no links") + ": add one under 'reports', 'links'");
            }
            out.flush();
            return links.isEmpty() ? 1 : 0;
        }

        private List<Link> links() throws InterruptedException, PolicyErrors {
            return policy().reports().links().stream().filter(link -> name.filter(it -> !it.equals(link.name()))
                    .isEmpty()).toList();
        }

        private dev.tocsin.policy.CompiledPolicy policy() throws InterruptedException, PolicyErrors {
            if (file.isPresent()) {
                return PolicyLoader.load(file.get().toString(), CheckCommand.read(file.get()));
            }
            var answer = console.call().send("GET", "/api/policy/text", Optional.empty());
            if (!answer.isGood()) {
                throw new SettingsException("cannot read the policy in force: " + answer.problem()
                        + "; name a file with --policy");
            }
            return PolicyLoader.load("policy in force", answer.body().path("text").asString());
        }

        /** With the secret that `tocsin up` made, and on this machine, where nothing else is set. */
        private AnswerDoor door() {
            var settings = options.settings(Map.of(AnswerDoor.URL.name(), LOCAL));
            if (settings.secret(AnswerDoor.SECRET.name()).isEmpty() && Files.isDirectory(data)) {
                settings = settings.with(AnswerDoor.SECRET.name(), LocalSecrets.in(data).settings().getOrDefault(
                        AnswerDoor.SECRET.name(), ""));
            }
            var door = AnswerDoor.from(settings);
            if (!door.isOpen()) {
                throw new SettingsException(
                        "answers.secret is not set: give the one of alert-ingest with --settings, or"
                                + " name the data folder of `tocsin up` with --data");
            }
            return door;
        }
    }
}
