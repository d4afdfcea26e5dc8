/** Drills: an incident that never was, and who would be told what about it. Reading and judging; no Kafka here. */
package dev.tocsin.policytools.drills;
