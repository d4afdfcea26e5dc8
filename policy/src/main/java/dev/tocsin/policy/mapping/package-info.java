/** From JSON of any shape to alerts, by expressions of the policy. */
package dev.tocsin.policy.mapping;
