/** How many messages a destination gets: what may be held back, whether there is room, and the digest of what was held back. */
package dev.tocsin.notifier.throttle;
