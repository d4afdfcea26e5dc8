package dev.tocsin.notifier.message;

import java.util.Optional;

import dev.tocsin.notifier.message.Message.Line;
import dev.tocsin.policy.message.StandardLine;

/** What a policy calls the lines that describe an incident. */
final class LineNames {

    private LineNames() {}

    /** Empty for a line that no template leaves out or moves, such as that the incident is confidential. */
    static Optional<StandardLine> of(Line line) {
        return line.label().startsWith(ContextTexts.STEP)
                ? Optional.of(StandardLine.STEPS)
                : Optional.ofNullable(switch (line
                        .label()) {
                    case "Why you" -> StandardLine.WHY;
                    case "What" -> StandardLine.WHAT;
                    case "Since" -> StandardLine.SINCE;
                    case "Respond by" -> StandardLine.RESPOND_BY;
                    case "Storm" -> StandardLine.STORM;
                    case "Flapping" -> StandardLine.FLAPPING;
                    case "Part of" -> StandardLine.PART_OF;
                    case "Impact" -> StandardLine.IMPACT;
                    case "Alerts", "Left out" -> StandardLine.ALERTS;
                    case "Labels", "Shared labels" -> StandardLine.LABELS;
                    case "Also notified" -> StandardLine.ALSO_NOTIFIED;
                    case "Team" -> StandardLine.TEAM;
                    case "Acknowledged" -> StandardLine.ACKNOWLEDGED;
                    case "Lead", "Roles" -> StandardLine.ROLES;
                    case "Assessment" -> StandardLine.ASSESSMENT;
                    case "Last update" -> StandardLine.LAST_UPDATE;
                    case "Next update" -> StandardLine.NEXT_UPDATE;
                    case "War room" -> StandardLine.WAR_ROOM;
                    case "Incident channel" -> StandardLine.INCIDENT_CHANNEL;
                    case "Note" -> StandardLine.NOTE;
                    case "Recent change" -> StandardLine.CHANGES;
                    case "Runbook" -> StandardLine.RUNBOOK;
                    case Body.LINK -> StandardLine.LINKS;
                    default -> null;
                });
    }
}
