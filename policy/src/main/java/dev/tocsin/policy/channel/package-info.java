/**
 * What each type of channel is, declared once: its settings, what its addresses look like, which kinds of notification it
 * can carry, and its limits. Reading a policy, its JSON Schema, {@code tocsin check}, the tables of the documentation and
 * the notifier all take these facts from here. The recipe for another type is in CONTRIBUTING.md.
 */
package dev.tocsin.policy.channel;
