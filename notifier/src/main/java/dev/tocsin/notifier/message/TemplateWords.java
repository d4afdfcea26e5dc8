package dev.tocsin.notifier.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.notifier.message.Message.Line;
import dev.tocsin.policy.classify.Template;
import dev.tocsin.policy.message.MessageField;
import dev.tocsin.policy.message.MessageTemplate;
import dev.tocsin.policy.message.MessageTemplate.Part;
import dev.tocsin.policy.message.StandardLine;

/** The words of a template of the policy for one message. */
record TemplateWords(MessageTemplate template, IncidentFields fields) {

    /** A template gave nothing that can be sent. */
    static final class UnusableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    /**
     * The first line, with what is new where the template leaves that out.
     *
     * @param usual
     *            the first line without a template
     */
    String headline(String usual, boolean possibleRepeat) {
        if (template.headline().isEmpty()) {
            return usual;
        }
        var written = template.headline().get();
        var filled = SafeText.line(written.fill(fields));
        if (filled.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new UnusableException("its first line is empty");
        }
        var news = written.references().contains(MessageField.NEWS.word())
                ? ""
                : fields.apply(MessageField.NEWS.word());
        return Headline.fitted((possibleRepeat ? Headline.REPEAT : "") + (news.isEmpty() ? "" : news + ": ") + filled);
    }

    /**
     * The lines that describe the incident. That it is confidential stays in any case.
     *
     * @param usual
     *            the lines without a template
     */
    List<Line> lines(List<Line> usual) {
        return template.lines().map(parts -> arranged(parts, usual)).orElse(usual);
    }

    private List<Line> arranged(List<Part> parts, List<Line> usual) {
        var named = parts.stream().filter(Part.Usual.class::isInstance).map(part -> ((Part.Usual) part).line()).collect(
                Collectors.toSet());
        var lines = new ArrayList<>(usual.stream().filter(line -> LineNames.of(line).isEmpty()).toList());
        for (var part : parts) {
            switch (part) {
                case Part.Usual(var name) -> usual.stream().filter(line -> isNamed(line, name)).forEach(lines::add);
                case Part.Rest() -> usual.stream().filter(line -> LineNames.of(line).filter(name -> !named.contains(
                        name))
                        .isPresent()).forEach(lines::add);
                case Part.Own own -> own(own).ifPresent(lines::add);
            }
        }
        return List.copyOf(lines);
    }

    private static boolean isNamed(Line line, StandardLine name) {
        return LineNames.of(line).filter(name::equals).isPresent();
    }

    private Optional<Line> own(Part.Own own) {
        var text = own.text().filter(this::saysSomething).map(it -> it.fill(fields)).orElse("");
        var link = own.link().filter(this::saysSomething).map(it -> it.fillAddress(fields)).filter(
                SafeText::isWebAddress);
        var lines = new Lines().add(own.label(), text, link).made();
        return lines.stream().findFirst();
    }

    /** Fixed text alone says something; a reference to nothing does not. */
    private boolean saysSomething(Template written) {
        return written.isFixed() || written.references().stream().anyMatch(name -> !fields.apply(name).isBlank());
    }
}
