package dev.tocsin.policy.check;

import dev.tocsin.policy.model.Heartbeat;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlProblems;

/** Warns of heartbeats whose grace hides missed beats: one may fail to come, and the next is still in time. */
final class HeartbeatTimes implements PolicyInspection {

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        for (var item : file.items("heartbeats")) {
            var name = PolicyFile.scalar(item, "name").map(Scalar::text).orElse("");
            file.policy().heartbeats().named(name).map(it -> it.heartbeat()).filter(HeartbeatTimes::isPatient)
                    .ifPresent(heartbeat -> warnings.add(PolicyFile.node(item, "grace").orElse(item).place(),
                            "heartbeat '" + name + "' has a longer 'grace' than 'every': a missed beat goes unnoticed "
                                    + "if the next one comes", "write a shorter grace"));
        }
    }

    private static boolean isPatient(Heartbeat heartbeat) {
        return heartbeat.grace().compareTo(heartbeat.every()) > 0 && heartbeat.match().isEmpty();
    }
}
