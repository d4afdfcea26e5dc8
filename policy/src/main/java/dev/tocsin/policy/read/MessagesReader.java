package dev.tocsin.policy.read;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.KindSets;
import dev.tocsin.policy.channel.Trait;
import dev.tocsin.policy.classify.Template;
import dev.tocsin.policy.message.MessageField;
import dev.tocsin.policy.message.MessageTemplate;
import dev.tocsin.policy.message.MessageTemplate.Part;
import dev.tocsin.policy.message.StandardLine;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.yaml.Nearest;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/** Reads {@code messages}: how messages of some kinds are worded on some channels. */
final class MessagesReader {

    private static final String EXAMPLE = "[{kinds: [page], headline: \"{severity} {service}: {title}\"}]";
    private static final String REST = "rest";
    private static final int LONGEST_LABEL = 40;
    private static final List<String> KINDS = Stream.of(NotificationKind.values()).filter(
            kind -> kind != NotificationKind.UNKNOWN && kind != NotificationKind.STATUS_PAGE).map(KindSets::word)
            .toList();

    private final Map<String, ChannelSpec> channels;
    private final Set<String> channelNames;
    private final Findings findings;

    /**
     * A reader of messages.
     *
     * @param channels
     *            those that could be read
     * @param channelNames
     *            of all that are declared
     */
    MessagesReader(Map<String, ChannelSpec> channels, Set<String> channelNames, Findings findings) {
        this.channels = channels;
        this.channelNames = channelNames;
        this.findings = findings;
    }

    List<MessageTemplate> read(Section policy) {
        var templates = new ArrayList<MessageTemplate>();
        for (var item : policy.items("messages", EXAMPLE)) {
            Section.of(item, SectionKind.MESSAGE, findings).ifPresent(section -> {
                var template = template(templates.size() + 1, section);
                templates.stream().filter(earlier -> earlier.covers(template)).findFirst().ifPresent(earlier -> findings
                        .add(
                                section.place(), "a message that is never used: message " + earlier.number()
                                        + " takes all that it is for", "put it first, or remove it"));
                templates.add(template);
            });
        }
        return templates;
    }

    private MessageTemplate template(int number, Section section) {
        var kinds = kinds(section);
        var digest = MessageTemplate.DIGESTS.containsAll(kinds);
        var on = on(section);
        carried(section, kinds, on);
        if (section.node("headline").isEmpty() && section.node("lines").isEmpty()) {
            findings.add(section.place(), "a message without 'headline' and 'lines'", "add one of them, or remove it");
        }
        var headline = section.scalar("headline", "\"{severity} {service}: {title}\"").flatMap(text -> headline(text,
                digest));
        return new MessageTemplate(number, kinds, on, headline, lines(section, digest));
    }

    private Set<NotificationKind> kinds(Section section) {
        var kinds = EnumSet.noneOf(NotificationKind.class);
        for (var word : section.words("kinds", "[page]")) {
            if (KINDS.contains(word.text())) {
                kinds.add(Stream.of(NotificationKind.values()).filter(kind -> KindSets.word(kind).equals(word.text()))
                        .findFirst().orElseThrow());
            } else {
                findings.add(word.place(), "'" + Section.shortened(word.text()) + "' is not a kind of message", word
                        .text()
                        .equals(KindSets.word(NotificationKind.STATUS_PAGE))
                                ? "remove it: a status page says what the update for customers says"
                                : Nearest.advice(word.text(), KINDS));
            }
        }
        if (kinds.stream().anyMatch(MessageTemplate.DIGESTS::contains) && !MessageTemplate.DIGESTS.containsAll(kinds)) {
            findings.add(section.node("kinds").orElseThrow().place(), "a message for digests and for others",
                    "write one message for digest and page-digest, and one for the others");
            kinds.removeAll(MessageTemplate.DIGESTS);
        }
        return kinds.isEmpty() ? MessageTemplate.USUAL : kinds;
    }

    private Set<String> on(Section section) {
        var names = new LinkedHashSet<String>();
        for (var name : section.words("channels", "[chat]")) {
            if (Names.isKnown(name, "channel", channelNames, findings)) {
                var type = Optional.ofNullable(channels.get(name.text())).map(spec -> ChannelCatalogue.known(spec
                        .type()));
                type.filter(it -> it.is(Trait.PUBLIC) || it.id().equals("inbox")).ifPresent(it -> findings.add(name
                        .place(),
                        "a channel of type " + it.id() + " has words of its own", "remove it"));
                names.add(name.text());
            }
        }
        return names;
    }

    /** Nothing is worded that no channel of the message would send. */
    private void carried(Section section, Set<NotificationKind> kinds, Set<String> on) {
        var types = on.stream().map(channels::get).filter(java.util.Objects::nonNull).map(spec -> ChannelCatalogue
                .known(spec
                        .type())).toList();
        if (!types.isEmpty() && types.size() == on.size() && types.stream().noneMatch(type -> kinds.stream().anyMatch(
                type::carries))) {
            findings.add(section.place(), "none of the channels of a message sends its kinds",
                    "remove it, or name other kinds or channels");
        }
    }

    /** The first line decides whether somebody gets up: it must say something whatever is empty. */
    private Optional<Template> headline(Scalar text, boolean digest) {
        return template(text, digest).filter(template -> {
            if (template.references().stream().anyMatch(name -> MessageField.of(name).filter(
                    MessageField::isAlwaysKnown)
                    .isPresent())) {
                return true;
            }
            findings.add(text.place(), "a first line that can be empty or say the same of every incident",
                    "add a field that is never empty, such as {severity} or {title}");
            return false;
        });
    }

    private Optional<Template> template(Scalar text, boolean digest) {
        var parsed = Template.parse(text.text(), (character, problem) -> findings.add(text.at(character), problem,
                "write '{title}', '{labels.name}', or '{{' for a literal brace"));
        return parsed.filter(template -> template.references().stream().filter(name -> !isField(name, digest)).peek(
                name -> findings.add(text.at(place(text.text(), name)), "unknown field '" + Section.shortened(name)
                        + "' in a message" + (digest ? " for digests" : ""), advice(name, digest))).toList().isEmpty());
    }

    private static boolean isField(String name, boolean digest) {
        return MessageField.words(digest).contains(name) || (!digest && name.startsWith(MessageField.LABELS) && name
                .length() > MessageField.LABELS.length());
    }

    private static String advice(String name, boolean digest) {
        var words = MessageField.words(digest);
        return Nearest.to(name, words).map(near -> "write '{" + near + "}'").orElseGet(() -> digest
                ? Nearest.advice(name, words)
                : "write '{labels." + name.substring(name.indexOf('.') + 1) + "}' for a label, or one of " + String
                        .join(", ",
                                words));
    }

    private static int place(String text, String name) {
        var at = text.indexOf(name, text.indexOf('{'));
        return text.codePointCount(0, Math.max(0, at));
    }

    private Optional<List<Part>> lines(Section section, boolean digest) {
        var node = section.node("lines");
        if (node.isPresent() && digest) {
            findings.add(node.get().place(), "'lines' of a digest",
                    "remove it: the lines of a digest are its incidents");
            return Optional.empty();
        }
        if (node.isEmpty()) {
            return Optional.empty();
        }
        var parts = new ArrayList<Part>();
        for (var item : Section.items(node.get(), "'lines'", "[what, {label: Tenant, text: \"{labels.tenant}\"}, rest]",
                findings)) {
            part(item).filter(part -> isFirst(part, parts, item)).ifPresent(parts::add);
        }
        return Optional.of(parts);
    }

    private boolean isFirst(Part part, List<Part> earlier, YamlNode item) {
        if (part instanceof Part.Own || !earlier.contains(part)) {
            return true;
        }
        findings.add(item.place(), "a line that stands twice in 'lines'", "remove one of them");
        return false;
    }

    private Optional<Part> part(YamlNode item) {
        if (item instanceof Scalar word && !word.isEmpty()) {
            return word.text().equals(REST)
                    ? Optional.of(new Part.Rest())
                    : StandardLine.of(word.text()).<Part>map(Part.Usual::new).or(() -> unknownLine(word));
        }
        return Section.of(item, SectionKind.MESSAGE_LINE, findings).flatMap(this::own);
    }

    private Optional<Part> unknownLine(Scalar word) {
        findings.add(word.place(), "unknown line '" + Section.shortened(word.text()) + "'", Nearest.advice(word.text(),
                Stream
                        .concat(Stream.of(REST), StandardLine.words().stream()).toList()));
        return Optional.empty();
    }

    private Optional<Part> own(Section section) {
        var label = section.neededScalar("label", "Tenant").filter(this::isLabel);
        var text = section.scalar("text", "\"{labels.tenant}\"").flatMap(it -> template(it, false));
        var link = section.scalar("link", "https://wiki.example.org/{service}").flatMap(this::link);
        if (section.node("text").isEmpty() && section.node("link").isEmpty()) {
            findings.add(section.place(), "a line of a message without 'text' and 'link'",
                    "add 'text: \"{labels.tenant}\"', or a link");
        }
        return label.map(it -> new Part.Own(it.text(), text, link));
    }

    private boolean isLabel(Scalar label) {
        if (MessageTemplate.RESERVED.contains(label.text().strip().toLowerCase(Locale.ROOT))) {
            findings.add(label.place(), "'" + label.text() + "' is the label of a line of every message",
                    "choose another label");
            return false;
        }
        if (label.text().codePointCount(0, label.text().length()) <= LONGEST_LABEL && label.text().strip().equals(label
                .text()) && label.text().chars().noneMatch(Character::isISOControl)) {
            return true;
        }
        findings.add(label.place(), "'label' is too long, or not one line", "use up to " + LONGEST_LABEL
                + " characters in one line, without a blank at either end");
        return false;
    }

    private Optional<Template> link(Scalar text) {
        var template = template(text, false);
        if (template.isPresent() && !text.text().startsWith("{") && SettingReader.judge(text.text().replaceAll(
                "\\{[^}]*}",
                "x")) != SettingReader.Url.FINE) {
            findings.add(text.place(), "'link' is not an absolute http or https URL",
                    "write something like https://wiki.example.org/{service}");
            return Optional.empty();
        }
        return template;
    }
}
