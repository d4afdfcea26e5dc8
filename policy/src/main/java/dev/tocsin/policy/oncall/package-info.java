/** Who is on call when: rotations, layers, overrides and swaps. */
package dev.tocsin.policy.oncall;
