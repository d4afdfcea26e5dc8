package dev.tocsin.notifier.channel.slack;

import java.util.List;
import java.util.Locale;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerWay;

/**
 * Buttons of a message (docs.slack.dev, "Button element": a value has at most 2,000 characters, ours 47). Alert-ingest takes
 * what is pressed: Slack names the person.
 */
final class SlackButtons {

    /** Begins the ids by which alert-ingest knows our buttons. */
    private static final String PREFIX = "tocsin-";

    private SlackButtons() {}

    /** One block, or none. */
    static List<LayoutBlock> of(Dispatch dispatch, boolean edits) {
        var buttons = dispatch.answers().actions(edits).stream().map(action -> button(action, dispatch)).toList();
        return buttons.isEmpty() ? List.of() : List.of(ActionsBlock.builder().elements(buttons).build());
    }

    private static BlockElement button(AnswerAction action, Dispatch dispatch) {
        var id = PREFIX + action.name().toLowerCase(Locale.ROOT);
        var token = dispatch.answers().token(AnswerWay.SLACK, action).orElseThrow();
        return ButtonElement.builder().actionId(id).value(token).style(action == AnswerAction.ACKNOWLEDGE
                ? "primary"
                : null).text(PlainTextObject.builder().text(action.label()).build()).build();
    }
}
