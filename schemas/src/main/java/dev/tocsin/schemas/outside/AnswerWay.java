package dev.tocsin.schemas.outside;

import java.util.Arrays;
import java.util.Optional;

/** By which way an answer comes back. A token is good for its own way only: a link that leaked is no chat button. */
public enum AnswerWay {
    /** A button of Slack; the vendor says who pressed it. */
    SLACK(1),
    /** A button of Telegram; the vendor says who pressed it. */
    TELEGRAM(2),
    /** A key pressed in a call; whoever holds the telephone. */
    CALL(3),
    /** A signed address, in mail or behind a button: whoever holds it. */
    LINK(4);

    private final int code;

    AnswerWay(int code) {
        this.code = code;
    }

    /** In tokens; never given to another way. */
    int code() {
        return code;
    }

    static Optional<AnswerWay> of(int code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }
}
