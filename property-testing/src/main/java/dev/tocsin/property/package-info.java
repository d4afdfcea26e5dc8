/**
 * Property tests: a {@link dev.tocsin.property.Property} must hold for all values of a {@link dev.tocsin.property.Gen},
 * tried with random ones. Each value is made of recorded numbers ({@link dev.tocsin.property.Choices}), so each value can be
 * shrunk without code of its own, and repeated by a seed.
 */
package dev.tocsin.property;
