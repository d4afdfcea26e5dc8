/** Overrides and swaps that people set at run time, laid over the schedules of a policy. */
package dev.tocsin.policy.change;
