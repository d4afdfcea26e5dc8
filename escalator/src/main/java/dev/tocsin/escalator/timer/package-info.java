/** When something falls due, and how much of it may be done at once. */
package dev.tocsin.escalator.timer;
