/** An incident that several routes take: each climbs a ladder of its own, side by side. */
package dev.tocsin.escalator.route;
