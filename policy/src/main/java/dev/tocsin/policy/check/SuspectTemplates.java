package dev.tocsin.policy.check;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.tocsin.policy.message.MessageField;
import dev.tocsin.policy.yaml.YamlNode;
import dev.tocsin.policy.yaml.YamlNode.Mapping;
import dev.tocsin.policy.yaml.YamlNode.Scalar;
import dev.tocsin.policy.yaml.YamlNode.Sequence;
import dev.tocsin.policy.yaml.YamlProblems;

/** Warns of texts under 'set' and of messages in the template language of another product, which pages would show as they stand. */
final class SuspectTemplates implements PolicyInspection {

    private static final Pattern GO = Pattern.compile(
            "\\{\\{\\s*-?\\s*\\$?\\.?(?:[Ll]abels\\.|Common[A-Za-z]+\\.)?(\\w+)[^}]*}}");
    private static final Pattern SHELL = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern SINGULAR = Pattern.compile("\\{(label|annotation|value)\\.([^}|]+)}");

    @Override
    public void ask(PolicyFile file, YamlProblems warnings) {
        look(file.root(), warnings);
        file.items("messages").forEach(message -> PolicyFile.eachScalar(message, text -> template(text,
                name -> MessageField.of(name).isPresent() ? name : MessageField.LABELS + name, warnings)));
    }

    private static void look(YamlNode node, YamlProblems warnings) {
        switch (node) {
            case Mapping mapping -> mapping.entries().forEach(entry -> {
                if (entry.key().text().equals("set")) {
                    PolicyFile.eachScalar(entry.value(), text -> template(text, UnaryOperator.identity(), warnings));
                } else {
                    look(entry.value(), warnings);
                }
            });
            case Sequence sequence -> sequence.items().forEach(item -> look(item, warnings));
            case Scalar _ -> {
            }
        }
    }

    /**
     * Looks at one text.
     *
     * @param reference
     *            how a name is referred to there
     */
    private static void template(Scalar text, UnaryOperator<String> reference, YamlProblems warnings) {
        var go = GO.matcher(text.text());
        var shell = SHELL.matcher(text.text());
        var singular = SINGULAR.matcher(text.text());
        if (go.find()) {
            warn(text, go.start(), "'" + go.group() + "' is shown as it stands: this is no template of Go",
                    "write '{" + reference.apply(go.group(1)) + "}'", warnings);
        } else if (shell.find()) {
            warn(text, shell.start(), "the '$' of '" + shell.group() + "' is shown as it stands",
                    "write '{" + reference.apply(shell.group(1)) + "}'", warnings);
        } else if (singular.find()) {
            warn(text, singular.start(), "'" + singular.group() + "' is read as a label '" + singular.group(1) + "."
                    + singular.group(2) + "', which no alert has",
                    "write '{" + singular.group(1) + "s." + singular.group(2) + "}'", warnings);
        }
    }

    private static void warn(Scalar text, int at, String problem, String writeInstead, YamlProblems warnings) {
        warnings.add(text.at(text.text().codePointCount(0, at)), problem, writeInstead);
    }
}
