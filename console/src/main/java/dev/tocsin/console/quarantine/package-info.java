/** The quarantine: what is in it, and replays that people request. */
package dev.tocsin.console.quarantine;
