package dev.tocsin.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.emergency.EmergencyPager;
import dev.tocsin.policy.emergency.EmergencyChannel;
import dev.tocsin.policy.emergency.EmergencyMessage;
import dev.tocsin.policy.emergency.EmergencyRules;
import dev.tocsin.notifier.NotifierSettings;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.notifier.trial.ChannelTrial;
import dev.tocsin.notifier.trial.TrialAddresses;
import dev.tocsin.notifier.trial.TrialRefusedException;
import dev.tocsin.notifier.trial.TrialStep;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.model.Target;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.net.Cidr;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.standalone.settings.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin channel}: tries a channel. */
@Command(name = "channel", description = "Tests a channel of a policy.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        ChannelCommand.Test.class, ChannelCommand.Emergency.class})
public final class ChannelCommand {

    private static CompiledPolicy inForce(Settings settings) {
        var newest = new PolicyTexts(settings).newest();
        try {
            return PolicyLoader.load(newest.getName(), newest.getText());
        } catch (PolicyErrors errors) {
            throw new SettingsException(errors.getMessage(), errors);
        }
    }

    /** {@code tocsin channel emergency}. */
    @Command(name = "emergency", description = {
            "Pages the target of 'emergency' in the policy once, as alert-ingest does while Kafka is unavailable.",
            "The page rings, and says that it is a test. Run it where alert-ingest runs: it uses the settings and secrets there.",
            "Exit status: 0 delivered, 1 not delivered, 2 wrong usage or policy, or no 'emergency' in the policy."})
    static final class Emergency implements Callable<Integer> {

        @Option(names = "--policy", paramLabel = "FILE", description = "Policy file (default: the policy in force).")
        private Optional<Path> file;

        @Mixin
        private SettingsOptions options;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var settings = options.settings(Ports.NEARBY_SOON);
            var policy = file.map(Schedules::policy).orElseGet(() -> inForce(settings));
            var emergency = policy.policy().handling().emergency().orElseThrow(() -> new SettingsException(
                    "the policy has no 'emergency': nobody is paged while Kafka is unavailable"));
            var now = Clock.systemUTC().instant();
            var alert = Alert.newBuilder().setIdentity("test").setSource("tocsin").setFormat("test").setStatus(
                    AlertStatus.FIRING).setName("TEST").setSummary("TEST of the emergency channel, nobody needs to act")
                    .setLabels(Map.of("alertname", "TEST", "service", "tocsin")).setStartsAt(now).setReceivedId("")
                    .build();
            var out = spec.commandLine().getOut();
            try (var pager = EmergencyPager.from(settings, Clock.systemUTC())) {
                var sent = pager.send(new EmergencyRules(policy, emergency), new EmergencyMessage("test-" + UUID
                        .randomUUID(), List.of(alert), 0, now, false));
                var to = emergency.target() + " by " + emergency.address().channel() + " (" + emergency.address()
                        .destination() + "): ";
                out.println(to + switch (sent) {
                    case EmergencyChannel.Sent.Delivered() -> "delivered";
                    case EmergencyChannel.Sent.Failed(var reason, var mayHaveArrived) -> "not delivered: " + reason
                            + (mayHaveArrived ? "; it may have arrived" : "");
                });
                out.flush();
                return sent instanceof EmergencyChannel.Sent.Delivered ? 0 : 1;
            }
        }
    }

    /** {@code tocsin channel test}. */
    @Command(name = "test", description = {
            "Sends one test message to a target by a channel, and prints the answer. Only that target is notified.",
            "Uses the policy's settings, and the secrets of the environment in which the command runs.",
            "Closes what the message opens, such as a ticket or an alert of a pager.",
            "Exit status: 0 delivered, 1 not delivered, 2 wrong usage or policy."})
    static final class Test implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "Name of the channel in the policy.")
        private String name;

        @Option(names = "--to", paramLabel = "TARGET", required = true, description = "Target of the policy that has an address on the channel.")
        private String target;

        @Option(names = "--policy", paramLabel = "FILE", description = "Policy file (default: the policy in force).")
        private Optional<Path> file;

        @Mixin
        private SettingsOptions options;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var settings = options.settings(Ports.NEARBY_SOON);
            var policy = file.map(Schedules::policy).orElseGet(() -> inForce(settings));
            var addresses = addresses(policy);
            var type = ChannelCatalogue.known(policy.channel(name).orElseThrow().type());
            var out = spec.commandLine().getOut();
            var failed = 0;
            try (var trial = new ChannelTrial(policy, allowed(settings), Secrets.ofProcess(), Clock.systemUTC())) {
                for (var address : addresses) {
                    var steps = trial.send(type, target, address);
                    steps.forEach(step -> print(out, address, step));
                    failed += steps.stream().allMatch(TrialStep::isDelivered) ? 0 : 1;
                }
            }
            out.flush();
            return failed == 0 ? 0 : 1;
        }

        private List<Target.Address> addresses(CompiledPolicy policy) {
            try {
                return TrialAddresses.of(policy, name, target);
            } catch (TrialRefusedException refused) {
                throw new SettingsException(refused.getMessage(), refused);
            }
        }

        private static List<Cidr> allowed(Settings settings) {
            try {
                return NotifierSettings.OUTBOUND_ALLOW.in(settings).stream().map(Cidr::parse).toList();
            } catch (IllegalArgumentException wrong) {
                throw new SettingsException("setting outbound.allow: " + wrong.getMessage(), wrong);
            }
        }

        private static void print(PrintWriter out, Target.Address address, TrialStep step) {
            var what = step.kind() == NotificationKind.RESOLVED ? "closing it" : "test message";
            out.printf("%s: %s: %s (%d ms)%n", address.destination(), what, step.sentence(), step.took().toMillis());
        }
    }
}
