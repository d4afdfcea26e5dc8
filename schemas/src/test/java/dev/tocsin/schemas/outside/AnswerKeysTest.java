package dev.tocsin.schemas.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.NotificationKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out with a page comes back only unchanged, in time, and by its own way. */
class AnswerKeysTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final AnswerKeys KEYS = AnswerKeys.of(List.of("a-secret-of-this-installation"));
    private static final ActionToken TOKEN = new ActionToken(AnswerWay.TELEGRAM, AnswerAction.ACKNOWLEDGE,
            "0a1b2c3d-abcdefgh2345", 3, ActionToken.personKey("ada"), NOON.plusSeconds(60));
    private static final PageMark PAGE = new PageMark("0a1b2c3d-abcdefgh2345", 2, "n/1", "ada", "phone",
            "phone:+15550100", NotificationKind.PAGE, 1, NOON.plusSeconds(60));

    @Test
    void shouldComeBackAsItWentOut() {
        assertThat(KEYS.read(signed(), AnswerWay.TELEGRAM, NOON)).isEqualTo(new TokenVerdict.Valid(TOKEN));
    }

    @Test
    @DisplayName("a token fits into Telegram's 64 bytes")
    void shouldBeShort() {
        assertThat(signed()).hasSize(AnswerKeys.TOKEN_LENGTH).matches("[A-Za-z0-9_-]+");
        assertThat(AnswerKeys.TOKEN_LENGTH).isLessThanOrEqualTo(64);
    }

    @Test
    void shouldExpire() {
        assertThat(KEYS.read(signed(), AnswerWay.TELEGRAM, NOON.plusSeconds(59))).isInstanceOf(
                TokenVerdict.Valid.class);
        assertThat(KEYS.read(signed(), AnswerWay.TELEGRAM, NOON.plusSeconds(60))).isEqualTo(new TokenVerdict.Expired(
                TOKEN));
    }

    @Test
    void shouldBeGoodForItsOwnWayOnly() {
        assertThat(KEYS.read(signed(), AnswerWay.LINK, NOON)).isEqualTo(new TokenVerdict.Unknown());
    }

    @Test
    void shouldNotBeGoodForWhatElseIsSigned() {
        assertThat(KEYS.page(signed(), NOON)).isEmpty();
        assertThat(KEYS.read(KEYS.sign(PAGE).orElseThrow(), AnswerWay.TELEGRAM, NOON)).isEqualTo(
                new TokenVerdict.Unknown());
    }

    @Test
    void shouldBeRefusedWithAnyBitChanged() {
        var bytes = Base64.getUrlDecoder().decode(signed());
        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

            assertThat(KEYS.read(text, AnswerWay.TELEGRAM, NOON)).isEqualTo(new TokenVerdict.Unknown());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%%", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"})
    void shouldRefuseWhatIsNotOurs(String text) {
        assertThat(KEYS.read(text, AnswerWay.TELEGRAM, NOON)).isEqualTo(new TokenVerdict.Unknown());
        assertThat(KEYS.page(text, NOON)).isEmpty();
    }

    @Test
    void shouldKnowTheOldSecretWhileItIsListed() {
        var rotated = AnswerKeys.of(List.of("the-new-secret-of-it", "a-secret-of-this-installation"));

        assertThat(rotated.read(signed(), AnswerWay.TELEGRAM, NOON)).isInstanceOf(TokenVerdict.Valid.class);
        assertThat(rotated.sign(TOKEN)).isNotEqualTo(KEYS.sign(TOKEN));
        assertThat(AnswerKeys.of(List.of("the-new-secret-of-it")).read(signed(), AnswerWay.TELEGRAM, NOON)).isEqualTo(
                new TokenVerdict.Unknown());
    }

    @Test
    void shouldSignNothingWithoutASecret() {
        var none = AnswerKeys.of(List.of());

        assertThat(none.configured()).isFalse();
        assertThat(none.sign(TOKEN)).isEmpty();
        assertThat(none.read(signed(), AnswerWay.TELEGRAM, NOON)).isEqualTo(new TokenVerdict.Unknown());
    }

    @Test
    void shouldRefuseASecretThatCanBeGuessed() {
        assertThatThrownBy(() -> AnswerKeys.of(List.of("short"))).hasMessageContaining("16").hasMessageNotContaining(
                "short ");
    }

    @Test
    void shouldShowNoSecret() {
        assertThat(KEYS.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0a1b2c3d-abc", "0a1b2c3d-ABCDEFGH2345"})
    void shouldSignNoTokenForAnIncidentThatCannotBeOurs(String incident) {
        assertThat(KEYS.sign(new ActionToken(AnswerWay.LINK, AnswerAction.RESOLVE, incident, 1, ActionToken.personKey(
                "ada"), NOON))).isEmpty();
    }

    @Test
    void shouldBringAPageBack() {
        assertThat(KEYS.page(KEYS.sign(PAGE).orElseThrow(), NOON)).contains(PAGE);
        assertThat(KEYS.page(KEYS.sign(PAGE).orElseThrow(), NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void shouldOfferWhatMakesSense() {
        assertThat(AnswerAction.in(IncidentState.OPEN)).containsExactly(AnswerAction.ACKNOWLEDGE,
                AnswerAction.RESOLVE, AnswerAction.ESCALATE);
        assertThat(AnswerAction.in(IncidentState.ACKNOWLEDGED)).containsExactly(AnswerAction.RESOLVE);
        assertThat(AnswerAction.in(IncidentState.RESOLVED)).isEmpty();
    }

    private static String signed() {
        return KEYS.sign(TOKEN).orElseThrow();
    }
}
