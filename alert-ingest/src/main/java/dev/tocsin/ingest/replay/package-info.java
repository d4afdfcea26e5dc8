/** Replays of quarantined requests: requested by people on {@code tocsin.replays}, carried out once, and recorded there. */
package dev.tocsin.ingest.replay;
