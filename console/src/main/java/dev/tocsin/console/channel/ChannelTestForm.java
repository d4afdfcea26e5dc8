package dev.tocsin.console.channel;

import java.util.Set;

import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;

/**
 * What a person gives to test a channel.
 *
 * @param target
 *            target of the policy that receives the message
 */
record ChannelTestForm(String target, String actor) {

    private static final int LONGEST_ACTOR = 120;
    private static final int LONGEST_TARGET = 200;

    /** Reads it. */
    static ChannelTestForm read(JsonBody body) {
        var known = body.only(Set.of("target", "actor"));
        var target = known.string("target").orElse("").strip();
        if (target.isEmpty() || target.length() > LONGEST_TARGET) {
            throw ProblemException.badRequest("Give in 'target' the target of the policy that receives the message.");
        }
        var actor = known.string("actor").orElse("").strip();
        if (actor.isEmpty() || actor.length() > LONGEST_ACTOR || actor.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("Give in 'actor' your name, in at most " + LONGEST_ACTOR
                    + " characters: the test is recorded with it.");
        }
        return new ChannelTestForm(target, actor);
    }
}
