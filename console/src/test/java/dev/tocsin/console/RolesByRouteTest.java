package dev.tocsin.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.console.route.Route;
import dev.tocsin.console.route.RouteTable;
import org.junit.jupiter.api.Test;

/** Each role against each route. */
class RolesByRouteTest {

    @Test
    void shouldServeNoRouteWithoutARow() {
        try (var console = new ConsoleFixture()) {
            assertThat(console.served()).containsExactlyInAnyOrderElementsOf(RouteTable.all().stream().map(
                    Route::label).toList());
        }
    }
}
