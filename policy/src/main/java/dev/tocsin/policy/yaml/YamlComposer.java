package dev.tocsin.policy.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Builds nodes from the parser's events. Depth, and size with aliases counted in full, are bounded as it goes. */
final class YamlComposer {

    static final int MAX_DEPTH = 24;
    static final long MAX_NODES = 100_000;

    private final SourceText source;
    private final Iterator<Event> events;
    private final YamlProblems problems;
    private final Map<String, YamlNode> anchors = new HashMap<>();

    YamlComposer(SourceText source, Iterator<Event> events, YamlProblems problems) {
        this.source = source;
        this.events = events;
        this.problems = problems;
    }

    Optional<YamlNode> document(boolean first) {
        try {
            events.next();
            var start = events.next();
            if (start.getEventId() == Event.ID.StreamEnd) {
                return refuse(SourcePosition.START, "the file is empty", "begin with 'policy: <name>'");
            }
            var root = node(events.next(), 0);
            events.next();
            if (first) {
                return Optional.of(root);
            }
            var more = events.next();
            if (more.getEventId() != Event.ID.StreamEnd) {
                return refuse(place(more), "a second YAML document begins here",
                        "keep one policy per file, without '---'");
            }
            return Optional.of(root);
        } catch (Refused refused) {
            return refuse(refused.at, refused.getMessage(), refused.writeInstead);
        }
    }

    private Optional<YamlNode> refuse(SourcePosition at, String problem, String writeInstead) {
        problems.add(at, problem, writeInstead);
        return Optional.empty();
    }

    private YamlNode node(Event event, int depth) throws Refused {
        if (depth > MAX_DEPTH) {
            throw new Refused(place(event), "nested more than " + MAX_DEPTH + " levels deep", "reduce the nesting");
        }
        var built = switch (event) {
            case AliasEvent alias -> resolve(alias);
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            default -> throw new Refused(place(event), "missing value", "write a value");
        };
        if (built.size() > MAX_NODES) {
            throw new Refused(place(event), "expands to more than " + MAX_NODES + " values",
                    "use fewer aliases, or a smaller file");
        }
        if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), built));
        }
        return built;
    }

    private YamlNode resolve(AliasEvent alias) throws Refused {
        var name = alias.getAlias().getValue();
        var target = anchors.get(name);
        if (target == null) {
            throw new Refused(place(alias), "alias '*" + name + "' refers to no anchor before it",
                    "add '&" + name + "' to an earlier value");
        }
        return target;
    }

    private YamlNode.Scalar scalar(ScalarEvent event) {
        tagged(event.getTag(), event);
        var style = switch (event.getScalarStyle()) {
            case PLAIN, JSON_SCALAR_STYLE -> ScalarText.Style.PLAIN;
            case SINGLE_QUOTED -> ScalarText.Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> ScalarText.Style.DOUBLE_QUOTED;
            case LITERAL -> ScalarText.Style.LITERAL;
            case FOLDED -> ScalarText.Style.FOLDED;
        };
        var from = event.getStartMark().orElseThrow().getIndex();
        var to = event.getEndMark().orElseThrow().getIndex();
        return new YamlNode.Scalar(event.getValue(), event.isPlain(), place(event),
                new ScalarText(source, from, to, style));
    }

    private YamlNode sequence(SequenceStartEvent start, int depth) throws Refused {
        tagged(start.getTag(), start);
        var items = new ArrayList<YamlNode>();
        long size = 1;
        for (var event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            var item = node(event, depth + 1);
            size += item.size();
            items.add(item);
        }
        return new YamlNode.Sequence(items, place(start), size);
    }

    private YamlNode mapping(MappingStartEvent start, int depth) throws Refused {
        tagged(start.getTag(), start);
        List<YamlNode.Entry> entries = new ArrayList<>();
        var seen = new HashMap<String, SourcePosition>();
        long size = 1;
        for (var event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            var key = node(event, depth + 1);
            var value = node(events.next(), depth + 1);
            size += key.size() + value.size();
            if (!(key instanceof YamlNode.Scalar name)) {
                problems.add(place(event), "a key that is " + key.kind(), "write a plain name before the colon");
                continue;
            }
            var earlier = seen.putIfAbsent(name.text(), place(event));
            if (earlier != null) {
                problems.add(place(event), "key '" + name.text() + "' is defined twice",
                        "keep one of the two; it is first defined in line " + earlier.line());
                continue;
            }
            entries.add(new YamlNode.Entry(name, value));
        }
        return new YamlNode.Mapping(entries, place(start), size);
    }

    private void tagged(Optional<String> tag, Event event) {
        tag.filter(name -> !name.equals("!"))
                .ifPresent(name -> problems.add(place(event), "YAML tag '" + name + "'", "remove the tag"));
    }

    private static SourcePosition place(Event event) {
        return event.getStartMark().map(mark -> new SourcePosition(mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(SourcePosition.START);
    }

    /** The document goes beyond what is read at all. */
    private static final class Refused extends Exception {

        private final transient SourcePosition at;
        private final String writeInstead;

        Refused(SourcePosition at, String problem, String writeInstead) {
            super(problem, null, false, false);
            this.at = at;
            this.writeInstead = writeInstead;
        }
    }
}
